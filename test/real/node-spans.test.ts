/**
 * A checkout in TypeScript whose business functions are flagged: Layer 3 is applied with the built command, the result is
 * compiled, started against a real Postgres and a payment provider over HTTP, and called.
 */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OtlpReceiver, startOtlpReceiver } from '#src/backends/otlp-receiver.js';
import { runCli } from '../cli/run-cli.js';
import { LOST_PARENT, traceLines } from './harness/trace-lines.js';
import { freePort, type RunningProcess, start } from './servers/process.js';
import { missingServers, type RunningServers, runningServers } from './servers/running.js';

const PROGRAM = fileURLToPath(new URL('../../fixtures/real/node-spans/checkout', import.meta.url));
const TIMEOUT = 600_000;
const PARALLEL = 200;
const SHOWS = [
  ...['cart.items', 'cart.total', 'subtotal', 'discount', 'tax', 'total', 'order.id', 'amount'],
  ...['user.id', 'risk.score', 'risk.reason', 'error.type'],
];

const TREE = `server POST /api/checkout
  client pg.query:SELECT real_checkout
  internal validateCart cart.items=3 cart.total=149.99
  internal calculatePricing cart.items=3 cart.total=149.99 subtotal=149.99 discount=15 tax=13.5 total=148.49
  internal chargePayment order.id=ORD-98765 amount=148.49 user.id=U-12345
    internal fraudCheck amount=148.49 user.id=U-12345 risk.score=0.82 risk.reason=new device
    client POST
  client pg.query:INSERT real_checkout
`;
const REFUSED = `server POST /api/checkout
  client pg.query:SELECT real_checkout
  internal validateCart cart.items=3 cart.total=149.99
  internal calculatePricing cart.items=3 cart.total=149.99 subtotal=149.99 discount=15 tax=13.5 total=148.49
  internal chargePayment ERROR order.id=ORD-98766 amount=148.49 user.id=U-13 error.type=Error
    internal fraudCheck ERROR amount=148.49 user.id=U-13 error.type=Error
`;

const missing = missingServers(['postgres']);

/** Where `tracer.startActiveSpan` stands in the function itself, each span that an error passes records it. */
const FORMS = [
  { form: 'helper', refused: REFUSED, tellers: ['fraudCheck'] },
  {
    form: 'inline',
    refused: REFUSED.replace('user.id=U-13 error.type=Error', 'user.id=U-13'),
    tellers: ['fraudCheck', 'chargePayment'],
  },
];

describe.skipIf(missing.length > 0).each(FORMS)(
  'a flagged checkout in TypeScript, spans: $form',
  ({ form, refused, tellers }) => {
    const root = mkdtempSync(join(tmpdir(), 'instrument-checkout-'));
    let servers: RunningServers;
    let receiver: OtlpReceiver;
    let gateway: Server;
    let program: RunningProcess;
    let port: number;

    const run = (command: string, ...args: string[]) => {
      const { status, stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: 'utf8' });
      if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stdout}${stderr}`);
    };

    beforeAll(async () => {
      cpSync(PROGRAM, root, { recursive: true });
      writeFileSync(join(root, 'instrument.yaml'), `layer3:\n  nodeSpans: ${form}\n`);
      run('npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund');
      const { stdout, stderr } = await runCli(['apply', '--layer', '3', '--yes', '--format', 'json'], {
        cwd: root,
        env: { XDG_STATE_HOME: join(root, 'state') },
      });
      expect(`${stderr}${stdout}`).toContain('"applied"');
      expect(
        JSON.parse(stdout).skips.filter((one: { code: string }) => one.code !== 'language-not-rewritten'),
      ).toEqual([]);
      const code = readFileSync(join(root, 'src/checkout.ts'), 'utf8');
      expect(code.match(/startActiveSpan/g)?.length ?? 0).toBe(form === 'inline' ? 2 : 0);
      run('npx', '--no-install', 'tsc', '-p', '.');
      servers = runningServers();
      receiver = await startOtlpReceiver();
      gateway = createServer((_request, response) => response.end('{}')).listen(0, '127.0.0.1');
      port = await freePort();
      program = start({
        program: process.execPath,
        args: ['--import', './instrumentation.mjs', 'dist/main.js'],
        cwd: root,
        log: join(root, 'log'),
        env: {
          ...(await servers.open(['postgres'], 'checkout')),
          ADDR: `127.0.0.1:${port}`,
          GATEWAY_URL: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`,
          OTEL_SERVICE_NAME: 'checkout',
          OTEL_EXPORTER_OTLP_ENDPOINT: receiver.httpEndpoint,
          OTEL_METRICS_EXPORTER: 'none',
          OTEL_LOGS_EXPORTER: 'none',
          OTEL_BSP_SCHEDULE_DELAY: '100',
        },
      });
      await program.listens(port);
    }, TIMEOUT);

    afterAll(async () => {
      await program?.stop();
      await servers?.stop();
      await receiver?.close();
      gateway?.close();
      rmSync(root, { recursive: true, force: true });
    }, TIMEOUT);

    const call = async (cartId: string, userId: string) => {
      const traceId = randomBytes(16).toString('hex');
      const spanId = randomBytes(8).toString('hex');
      const response = await fetch(`http://127.0.0.1:${port}/api/checkout`, {
        method: 'POST',
        headers: { traceparent: `00-${traceId}-${spanId}-01` },
        body: JSON.stringify({ cartId, userId }),
      });
      return { traceId, spanId, status: response.status, body: await response.text() };
    };
    const traceOf = (traceId: string) => receiver.spans.filter((span) => span.traceId === traceId);
    const linesOf = ({ traceId, spanId }: { traceId: string; spanId: string }) =>
      traceLines(
        traceOf(traceId).filter(({ name }) => name !== 'pg.connect' && name !== 'pg-pool.connect'),
        SHOWS,
        spanId,
      );

    const isWhole = (sent: { traceId: string; spanId: string }, spans: number) => {
      const lines = linesOf(sent);
      return (
        lines.startsWith('server') && !lines.includes(LOST_PARENT) && lines.split('\n').length === spans + 1
      );
    };

    it('gives the hybrid trace', async () => {
      const sent = await call('98765', 'U-12345');
      expect(sent.status).toBe(200);
      await receiver.waitFor(() => isWhole(sent, 8), 10_000);
      expect(linesOf(sent)).toBe(TREE);
    });

    it(`tells of an error in ${tellers.join(' and ')}, and marks what failed with it`, async () => {
      const sent = await call('98766', 'U-13');
      expect([sent.status, sent.body]).toEqual([402, 'refused: stolen card']);
      await receiver.waitFor(() => isWhole(sent, 6), 10_000);
      expect(linesOf(sent)).toBe(refused);
      const told = traceOf(sent.traceId).filter(({ events }) =>
        events.some(({ name }) => name === 'exception'),
      );
      expect(told.map(({ name }) => name).sort()).toEqual(tellers.toSorted());
    });

    it(`keeps ${PARALLEL} requests apart`, { timeout: TIMEOUT }, async () => {
      const sent = await Promise.all(
        Array.from({ length: PARALLEL }, (_, i) => call(`p${i}`, `U-${100 + i}`)),
      );
      await receiver.waitFor(() => sent.every((one) => isWhole(one, 8)), 60_000);
      // Under load, what begins together may begin in another order.
      const shape = (text: string) =>
        placesOf(
          text
            .replace(/(order\.id|order_id|user\.id)=\S+/g, '$1')
            .trimEnd()
            .split('\n'),
        );
      expect(new Set(sent.map((one) => shape(linesOf(one))))).toEqual(new Set([shape(TREE)]));
      expect(sent.filter((one, i) => !linesOf(one).includes(`user.id=U-${100 + i}`))).toEqual([]);
    });
  },
);

/** Each line of a tree with the lines above it, sorted: the tree without the order of siblings. */
function placesOf(lines: readonly string[]): string {
  const above: string[] = [];
  const places = lines.map((line) => {
    const depth = (line.length - line.trimStart().length) / 2;
    above.splice(depth, above.length, line.trim());
    return above.join(' > ');
  });
  return places.sort().join('\n');
}
