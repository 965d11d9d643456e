/** Starts programs that were applied and built, calls them, and compares every span with what is expected. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OtlpReceiver, startOtlpReceiver } from '#src/backends/otlp-receiver.js';
import type { ApplyReport } from '#src/model/apply-report.js';
import type { ReceivedSpan } from '#src/model/received-span.js';
import { freePort, start } from '../servers/process.js';
import { missingServers, type RunningServers, runningServers } from '../servers/running.js';
import { type Sent, send } from './call.js';
import { expectationOf, programs } from './expectation.js';
import { traceLines } from './trace-lines.js';

const TIMEOUT = 900_000;

/** The programs of one folder after the apply. */
export interface BuiltPrograms {
  /** For logs. */
  root: string;
  report: ApplyReport;
  /** How a program is started. */
  command(id: string): { program: string; args: readonly string[]; cwd: string };
  remove(): void;
}

/** Defines the tests of a folder of programs. */
export function prove(
  folder: string,
  applyAndBuild: (ids: readonly string[]) => Promise<BuiltPrograms>,
): void {
  const ids = programs(folder);
  if (ids.length === 0) {
    it.skip('nothing of this language is asked for', () => {});
    return;
  }
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
    const expected = expectationOf(folder, id);
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
        ...built.command(id),
        args: [...built.command(id).args, ...expected.args],
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
}

function printed({ start: _, end: __, ...span }: ReceivedSpan): string {
  return JSON.stringify(span);
}
