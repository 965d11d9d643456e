import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Scan, scanCommand } from '#src/commands/scan.js';
import { defaultConfig } from '#src/config/default-config.js';
import { sampleReport } from '../reporters/sample-report.js';
import { testContext } from './test-context.js';

let root: string;
const fakeScan: Scan = async () => sampleReport();

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'instrument-scan-'));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

test('the engine gets the root, the configuration and the limits', async () => {
  writeFileSync(join(root, 'instrument.yaml'), 'ignore: [legacy]');
  const seen: unknown[] = [];
  const scan: Scan = async (options) => {
    seen.push(options);
    return sampleReport();
  };
  const { context } = testContext('/');
  expect(await scanCommand(root, { cache: false, concurrency: '3' }, context, scan)).toBe(0);
  expect(seen).toEqual([
    { root, cache: false, concurrency: 3, config: { ...defaultConfig, ignore: ['legacy'] } },
  ]);
});

test('the report goes to stdout and nothing to stderr', async () => {
  const { context, output } = testContext(root);
  await scanCommand(undefined, { cache: true, format: 'json' }, context, fakeScan);
  expect(JSON.parse(output.stdout)).toEqual(sampleReport());
  expect(output.stderr).toBe('');
});

test('files are written whole, with the directories above them, and named on stderr', async () => {
  const { context, output } = testContext(root, { color: true });
  const flags = { cache: true, output: ['out/scan.json', 'text:out/scan.txt'] };
  await scanCommand(undefined, flags, context, fakeScan);
  expect(output).toEqual({ stdout: '', stderr: 'wrote out/scan.json\nwrote out/scan.txt\n' });
  expect(JSON.parse(readFileSync(join(root, 'out/scan.json'), 'utf8'))).toEqual(sampleReport());
  expect(readFileSync(join(root, 'out/scan.txt'), 'utf8')).not.toContain('\u001b');
  expect(readdirSync(join(root, 'out'))).toEqual(['scan.json', 'scan.txt']);
});

test('--service shows the details of what it means, and counts only that', async () => {
  const { context, output } = testContext(root);
  await scanCommand(undefined, { cache: true, service: ['check*'] }, context, fakeScan);
  expect(output.stdout).toContain('Operations worth a span');
  expect(output.stdout).not.toContain('catalog');
  output.stdout = '';
  const flags = { cache: true, service: ['services/*', 'catalog'], format: 'json' };
  await scanCommand(undefined, flags, context, fakeScan);
  const { summary } = JSON.parse(output.stdout);
  expect(summary).toEqual({
    services: 6,
    byLayer: { '1': 3, '2': 2, '3': 0 },
    recommended: { '1': 3, '2': 2, '3': 1 },
    integrations: { total: 8, instrumented: 3 },
  });
});

test('--service without a match names the nearest service', async () => {
  const { context } = testContext(root);
  const run = scanCommand(undefined, { cache: true, service: ['chekout'] }, context, fakeScan);
  await expect(run).rejects.toMatchObject({ code: 'unknown-service', help: 'did you mean `checkout`?' });
});

test('progress is drawn on a terminal only, and erased also when the scan fails', async () => {
  const scan: Scan = async (options) => {
    options.onProgress?.({ phase: 'reading Go', done: 1, total: 2 });
    throw new Error('broken');
  };
  const { context, output } = testContext(root, { interactive: true });
  await expect(scanCommand(undefined, { cache: true }, context, scan)).rejects.toThrow('broken');
  expect(output.stderr).toBe('\r\u001b[2Kreading Go 1/2 …\r\u001b[2K');
});

test.each(['0', '-1', '1.5', 'many', '257', ''])('--concurrency %j is refused', async (concurrency) => {
  const { context } = testContext(root);
  const run = scanCommand(undefined, { cache: true, concurrency }, context, fakeScan);
  await expect(run).rejects.toMatchObject({ code: 'invalid-number' });
});

test('a path that is missing, or a file, is refused', async () => {
  writeFileSync(join(root, 'file'), '');
  const { context } = testContext(root);
  const run = (path: string) => scanCommand(path, { cache: true }, context, fakeScan);
  await expect(run('none')).rejects.toMatchObject({ code: 'directory-not-found' });
  await expect(run('file')).rejects.toMatchObject({ code: 'not-a-directory' });
});

test('an output that cannot be written is refused', async () => {
  writeFileSync(join(root, 'file'), '');
  const { context } = testContext(root);
  const run = scanCommand(undefined, { cache: true, output: ['file/scan.json'] }, context, fakeScan);
  await expect(run).rejects.toMatchObject({ code: 'output-unwritable' });
});
