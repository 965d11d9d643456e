/** One command takes a Go and a Node.js service of the shop, and a request through both is one trace. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OtlpReceiver, startOtlpReceiver } from '#src/backends/otlp-receiver.js';
import { runCli } from '../cli/run-cli.js';
import { type Sent, send } from './harness/call.js';
import { traceLines } from './harness/trace-lines.js';
import { freePort, type RunningProcess, start } from './servers/process.js';
import { missingServers, runningServers } from './servers/running.js';

const SHOP = fileURLToPath(new URL('../../fixtures/projects/shop', import.meta.url));
const missing = missingServers(['postgres', 'redis']);

const root = mkdtempSync(join(tmpdir(), 'instrument-shop-'));
const shop = join(root, 'shop');
const servers = runningServers();
const processes: RunningProcess[] = [];
let receiver: OtlpReceiver;
let sent: Sent;

const run = (program: string, ...args: string[]) =>
  execFileSync(program, args, { cwd: shop, stdio: 'pipe', encoding: 'utf8' });

beforeAll(async () => {
  if (missing.length > 0) return;
  cpSync(SHOP, shop, { recursive: true });
  const flags = ['--service', 'gateway', '--service', 'catalog', '--yes', '--format', 'json'];
  const { stdout, stderr } = await runCli(['apply', '--layer', '2', ...flags], {
    cwd: shop,
    env: { XDG_STATE_HOME: join(root, 'state') },
  });
  if (stdout === '') throw new Error(stderr);
  run('npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline');
  run('npx', 'tsc', '--build', 'services/gateway');
  run('go', 'build', '-o', join(root, 'catalog'), './services/catalog/cmd/catalog');

  receiver = await startOtlpReceiver();
  const environment = await servers.open(['postgres', 'redis'], 'shop');
  for (const file of ['schema.sql', 'seed.sql'])
    run('psql', '--quiet', '--file', join(shop, 'db', file), environment.DATABASE_URL ?? '');
  const [catalog, gateway] = [await freePort(), await freePort()];
  const env = {
    ...environment,
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.httpEndpoint,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
    OTEL_BSP_SCHEDULE_DELAY: '100',
  };
  const log = join(root, 'log');
  processes.push(
    start({
      program: join(root, 'catalog'),
      args: [],
      log,
      cwd: root,
      env: { ...env, PORT: `${catalog}`, OTEL_SERVICE_NAME: 'catalog' },
    }),
  );
  const command = JSON.parse(readFileSync(join(shop, 'services/gateway/package.json'), 'utf8')) as {
    scripts: { start: string };
  };
  processes.push(
    start({
      program: 'sh',
      args: ['-c', `exec ${command.scripts.start}`],
      log,
      cwd: join(shop, 'services/gateway'),
      env: { ...env, PORT: `${gateway}`, CATALOG_URL: `http://127.0.0.1:${catalog}` },
    }),
  );
  await processes[0]!.listens(catalog);
  await processes[1]!.listens(gateway);
  sent = await send(gateway, { get: '/api/products', answers: 200, trace: '' });
  for (const one of processes.reverse()) await one.stop();
}, 900_000);

afterAll(async () => {
  await servers.stop();
  await receiver?.close();
  rmSync(root, { recursive: true, force: true });
}, 60_000);

it.skipIf(missing.length > 0)('gateway and catalog are in one trace', () => {
  expect(sent.status).toBe(200);
  const spans = receiver.spans.filter(({ traceId }) => traceId === sent.traceId);
  expect([...new Set(spans.map((span) => span.resource['service.name']))].sort()).toEqual([
    'catalog',
    'gateway',
  ]);
  const lines = traceLines(spans, [], sent.spanId)
    .split('\n')
    .map((line) => line.trim());
  expect(lines.filter((line) => !line.startsWith('internal ')).slice(0, 3)).toEqual([
    'server GET /api/products',
    'client GET',
    'server GET /products',
  ]);
});
