import { spawn, spawnSync } from 'node:child_process';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { builtCli, runCli } from './run-cli.js';

const COLOR = '\u001b[';
const ERASE = '\r\u001b[2K';

test.each([
  [[], {}, false],
  [[], { FORCE_COLOR: '1' }, true],
  [[], { FORCE_COLOR: '0' }, false],
  [['--no-color'], { FORCE_COLOR: '1' }, false],
  [[], { NO_COLOR: '1' }, false],
  [[], { NO_COLOR: '1', FORCE_COLOR: '1' }, true],
])('colour in a pipe with %j and %j: %s', async (flags, env: Record<string, string>, expected) => {
  const data = await runCli(['explain', 'layers', ...flags], { env });
  expect(data.stdout.includes(COLOR)).toBe(expected);
  const error = await runCli(['explain', 'none', ...flags], { env });
  expect(error.stderr.includes(COLOR)).toBe(expected);
});

test('a reader that stops reading is no error', async () => {
  const child = spawn('sh', ['-c', `"${process.execPath}" "${builtCli}" explain | head -n 1`]);
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const code = await new Promise((done) => child.on('close', done));
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
});

test('output that is longer than a pipe holds arrives whole', async () => {
  const { stdout } = await runCli(['explain']);
  expect(stdout.endsWith('instrument explain <id> prints one of them\n')).toBe(true);
});

/** Of util-linux: runs a command on a terminal of its own. */
const SCRIPT = '/usr/bin/script';
const hasScript = spawnSync(SCRIPT, ['--version']).status === 0;

test.skipIf(!hasScript)('on a terminal there is progress, and Ctrl-C ends it quietly with 130', async () => {
  const root = mkdtempSync(join(tmpdir(), 'instrument-interrupt-'));
  const lines = Array.from(
    { length: 100 },
    (_, index) => `func handle${index}(id string) string { return id }`,
  );
  for (let index = 0; index < 2000; index += 1) {
    writeFileSync(join(root, `orders${index}.go`), `package main\n\n// ${index}\n${lines.join('\n')}\n`);
  }
  const command = `"${process.execPath}" "${builtCli}" scan "${root}" --no-cache`;
  const child = spawn(SCRIPT, ['-qec', command, '/dev/null'], {
    env: { ...process.env, CI: '', TERM: 'xterm' },
  });
  let screen = '';
  let interrupted = false;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    screen += text;
    if (interrupted || !screen.includes('reading Go')) return;
    interrupted = true;
    child.stdin.write('\u0003');
  });
  const code = await new Promise((done) => child.on('close', done));
  rmSync(root, { recursive: true, force: true });
  expect(code).toBe(130);
  const drawn = screen.replace('^C', '').split(ERASE);
  expect(drawn[0]).toBe('');
  expect(drawn.at(-1)).toBe('');
  expect(drawn).toContain('listing files …');
  expect(drawn.filter((text) => text !== '' && !text.endsWith(' …'))).toEqual([]);
});

test('--help loads the command line alone: no analysis, no parser', async () => {
  const coverage = mkdtempSync(join(tmpdir(), 'instrument-help-'));
  const env = { ...process.env, NODE_V8_COVERAGE: coverage };
  await new Promise((done) =>
    spawn(process.execPath, [builtCli, '--help'], { env, stdio: 'ignore' }).on('close', done),
  );
  const loaded = readdirSync(coverage).flatMap((file) => {
    const { result } = JSON.parse(readFileSync(join(coverage, file), 'utf8')) as {
      result: { url: string }[];
    };
    return result.flatMap(({ url }) => (url.startsWith('file:') ? fileURLToPath(url) : []));
  });
  rmSync(coverage, { recursive: true, force: true });
  expect(loaded).toContain(realpathSync(builtCli));
  const bytes = loaded.reduce((sum, path) => sum + statSync(path).size, 0);
  expect(bytes).toBeLessThan(200_000);
});
