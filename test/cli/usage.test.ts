import { expect, test } from 'vitest';
import { toolVersion } from '#src/config/tool-version.js';
import { runCli } from './run-cli.js';

test('--help goes to stdout', async () => {
  const { stdout, stderr, code } = await runCli(['--help']);
  expect(stdout).toContain('scan');
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
});

test.each([
  ['scan', '--help'],
  ['help', 'scan'],
])('%s %s shows the flags of the command and the global ones', async (...args) => {
  const { stdout, code } = await runCli(args);
  expect(code).toBe(0);
  for (const flag of [
    '--service',
    '--format',
    '--output',
    '--config',
    '--cwd',
    '--concurrency',
    '--no-cache',
    '--quiet',
    '--debug',
    '--no-color',
  ]) {
    expect(stdout).toContain(flag);
  }
});

test('--version is that of the package', async () => {
  expect(await runCli(['--version'])).toEqual({ stdout: `${toolVersion()}\n`, stderr: '', code: 0 });
});

test.each([
  [[], 'missing-command', 'instrument --help'],
  [['scna'], 'unknown-command', 'did you mean `scan`?'],
  [
    ['frobnicate'],
    'unknown-command',
    '`scan`, `apply`, `plan`, `verify`, `lint`, `check`, `explain` and `init`',
  ],
  [['trace'], 'command-not-available', 'not available in this version'],
  [['scan', '--formt', 'json'], 'unknown-flag', 'did you mean `--format`?'],
  [['scan', '--formt=json'], 'unknown-flag', 'did you mean `--format`?'],
  [['scan', '--no-cach'], 'unknown-flag', 'did you mean `--no-cache`?'],
  [['--quite', 'scan'], 'unknown-flag', 'did you mean `--quiet`?'],
  [['init', '--forced'], 'unknown-flag', 'did you mean `--force`?'],
  [['scan', '--format'], 'missing-value', '`--format` needs a value'],
  [['scan', '--format', 'jsn'], 'unknown-format', 'did you mean `json`?'],
  [['scan', '-o', 'htm:x'], 'unknown-format', 'did you mean `html`?'],
  [['scan', 'a', 'b'], 'unexpected-argument', 'too many arguments'],
  [['scan', 'does-not-exist'], 'directory-not-found', '`does-not-exist`'],
  [['--cwd', 'does-not-exist', 'scan'], 'directory-not-found', 'does-not-exist'],
  [['scan', '--config', 'none.yaml'], 'config-not-found', '`none.yaml`'],
  [['explain', 'expresss'], 'unknown-id', 'did you mean `express`?'],
  [['init', '--ci', 'githb'], 'unknown-ci', 'did you mean `github`?'],
])('%j: %s', async (args, errorCode, part) => {
  const { stdout, stderr, code } = await runCli(args);
  expect({ stdout, code }).toEqual({ stdout: '', code: 2 });
  expect(stderr).toMatch(new RegExp(`^error ${errorCode}: `));
  expect(stderr).toContain(part);
  expect(stderr).not.toMatch(/^\s+at /m);
});

test('--debug adds the stack', async () => {
  const { stderr, code } = await runCli(['scan', 'none', '--debug']);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^\s*at /m);
});

test('lint does not pass for a service that is not there', async () => {
  const { stdout, stderr, code } = await runCli(['lint', 'fixtures/projects/shop', '--service', 'chekout']);
  expect([stdout, code]).toEqual(['', 2]);
  expect(stderr).toContain('no service matches `chekout`');
  expect(stderr).toContain('did you mean `checkout`?');
});
