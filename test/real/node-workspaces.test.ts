/**
 * Workspaces of pnpm and of Yarn: the lockfile that an apply changes is installed as it is, and the service gives spans of
 * the library that another package of the workspace uses.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOtlpReceiver } from '#src/backends/otlp-receiver.js';
import type { ApplyReport } from '#src/model/apply-report.js';
import { runCli } from '../cli/run-cli.js';
import { send } from './harness/call.js';
import { traceLines } from './harness/trace-lines.js';
import { freePort, start } from './servers/process.js';
import { missingServers, type RunningServers, runningServers } from './servers/running.js';

const WORKSPACE = fileURLToPath(new URL('../../fixtures/real/node-workspaces', import.meta.url));
const TIMEOUT = 600_000;
const missing = missingServers(['postgres']);

const MANAGERS = [
  {
    packageManager: 'pnpm@10.18.3',
    released: 'pnpm@10.18.3',
    words: ['pnpm', 'install', '--ignore-scripts', '--prefer-offline'],
    frozen: '--frozen-lockfile',
    loose: '--no-frozen-lockfile',
    lockfile: 'pnpm-lock.yaml',
  },
  {
    packageManager: 'yarn@4.10.3',
    released: '@yarnpkg/cli-dist@4.10.3',
    words: ['yarn', 'install', '--mode=skip-build'],
    frozen: '--immutable',
    loose: '--no-immutable',
    lockfile: 'yarn.lock',
  },
];

describe.skipIf(missing.length > 0).each(MANAGERS)('a workspace of $packageManager', (manager) => {
  const root = mkdtempSync(join(tmpdir(), 'instrument-workspace-'));
  const shop = join(root, 'shop');
  const gateway = join(shop, 'services/gateway');
  let servers: RunningServers;
  let report: ApplyReport;

  const install = (how: string) =>
    execFileSync(
      'npm',
      ['exec', '--yes', '--prefer-offline', `--package=${manager.released}`, '--', ...manager.words, how],
      { cwd: shop, stdio: 'pipe', env: { ...process.env, COREPACK_ENABLE_STRICT: '0' } },
    );

  beforeAll(async () => {
    servers = runningServers();
    cpSync(WORKSPACE, shop, { recursive: true });
    const file = join(shop, 'package.json');
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    writeFileSync(file, JSON.stringify({ ...manifest, packageManager: manager.packageManager }, null, 2));
    install(manager.loose);
    const { stdout, stderr } = await runCli(['apply', '--layer', '2', '--yes', '--format', 'json'], {
      cwd: shop,
      env: { XDG_STATE_HOME: join(root, 'state') },
    });
    if (stdout === '') throw new Error(stderr);
    report = JSON.parse(stdout) as ApplyReport;
    install(manager.frozen);
  }, TIMEOUT);

  afterAll(async () => {
    await servers.stop();
    rmSync(root, { recursive: true, force: true });
  }, TIMEOUT);

  it('has its lockfile in the same change', () => {
    expect(report.changes.filter(({ status }) => status !== 'applied')).toEqual([]);
    expect(report.files.map(({ path }) => path)).toContain(manager.lockfile);
  });

  it('gives one trace', { timeout: TIMEOUT }, async () => {
    const receiver = await startOtlpReceiver();
    const port = await freePort();
    const { scripts } = JSON.parse(readFileSync(join(gateway, 'package.json'), 'utf8')) as {
      scripts: { start: string };
    };
    const program = start({
      program: 'sh',
      args: ['-c', `exec ${scripts.start}`],
      cwd: gateway,
      log: join(root, 'log'),
      env: {
        ...(await servers.open(['postgres'], 'gateway')),
        ADDR: `127.0.0.1:${port}`,
        OTEL_EXPORTER_OTLP_ENDPOINT: receiver.httpEndpoint,
      },
    });
    await program.listens(port);
    const sent = await send(port, { get: '/orders/7', answers: 200, trace: '' });
    await program.stop();
    expect(traceLines(receiver.spans, [], sent.spanId)).toBe(
      'server GET /orders/:id\n  client SELECT orders\n',
    );
    await receiver.close();
  });
});
