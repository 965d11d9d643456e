/**
 * Every program of fixtures/real/go, which nobody instrumented, is applied, built, started against real servers and called;
 * the spans that it sends have to be those that its expectation names, and no others.
 */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OtlpReceiver, startOtlpReceiver } from '#src/backends/otlp-receiver.js';
import type { ReceivedSpan } from '#src/model/received-span.js';
import { type Sent, send } from './harness/call.js';
import { expectationOf, programs } from './harness/expectation.js';
import { applyAndBuild, type BuiltPrograms } from './harness/go-module.js';
import { traceLines } from './harness/trace-lines.js';
import { freePort, start } from './servers/process.js';
import { missingServers, type RunningServers, runningServers } from './servers/running.js';

const TIMEOUT = 900_000;
const ids = programs();

let built: BuiltPrograms;
let servers: RunningServers;

beforeAll(async () => {
  servers = runningServers();
  built = await applyAndBuild(ids);
}, TIMEOUT);
afterAll(async () => {
  await servers.stop();
  built?.remove();
}, TIMEOUT);

it('nothing of the programs is left out', () => {
  const { changes, verification } = built.report;
  expect(changes.filter((c) => c.status !== 'applied')).toEqual([]);
  expect(verification).toMatchObject({ ran: true, ok: true });
});

describe.each(ids)('%s', (id) => {
  const expected = expectationOf(id);
  const missing = missingServers(expected.needs);
  if (missing.length > 0) {
    it.skip(`needs ${missing.join(' and ')}: run test/real/servers/install.sh`, () => {});
    return;
  }

  let receiver: OtlpReceiver;
  let sent: Sent[];
  const traceOf = ({ traceId }: Sent) => receiver.spans.filter((s) => s.traceId === traceId);

  beforeAll(async () => {
    receiver = await startOtlpReceiver();
    const port = await freePort();
    const program = start({
      program: built.executable(id),
      args: expected.args,
      cwd: built.root,
      log: join(built.root, `${id}.log`),
      env: {
        ...(await servers.open(expected.needs, id)),
        ADDR: `127.0.0.1:${port}`,
        OTEL_EXPORTER_OTLP_ENDPOINT: receiver.httpEndpoint,
        OTEL_BSP_SCHEDULE_DELAY: expected.ends ? '60000' : '100',
      },
    });
    await program.listens(port);
    sent = [];
    for (const call of expected.calls) sent.push(await send(port, call));
    if (!expected.ends) await arrives();
    await (expected.ends === 'itself' ? program.ends() : program.stop());
  }, 120_000);
  afterAll(() => receiver?.close());

  /** What goes through a broker comes later than the answer. */
  function arrives(): Promise<boolean> {
    const counts = expected.calls.map((c) => c.trace.trim().split('\n').length);
    return receiver.waitFor(() => sent.every((s, i) => traceOf(s).length >= counts[i]!), 10_000);
  }

  it.each(
    expected.calls.map((call, i) => [`${call.get ?? call.post}`, call, i] as const),
  )('%s', (_, call, i) => {
    const { status, body, spanId } = sent[i]!;
    expect(`${status} ${status === call.answers ? '' : body}`).toBe(`${call.answers} `);
    expect(traceLines(traceOf(sent[i]!), expected.shows, spanId)).toBe(call.trace);
  });

  it('sends no other spans', () => {
    const calls = new Set(sent.map((s) => s.traceId));
    const others = receiver.spans.filter((s) => !calls.has(s.traceId));
    expect(traceLines(others, expected.shows)).toBe(expected.background);
  });

  it.runIf(expected.hides.length > 0)('keeps values to itself', () => {
    const text = receiver.spans.map(printed).join('\n');
    expect(expected.hides.filter((secret) => text.includes(secret))).toEqual([]);
  });

  it('says which service it is', () => {
    expect([...new Set(receiver.spans.map((s) => s.resource['service.name']))]).toEqual([id]);
  });
});

function printed({ start: _, end: __, ...span }: ReceivedSpan): string {
  return JSON.stringify(span);
}
