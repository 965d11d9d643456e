import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultConfig } from '#src/config/default-config.js';
import { loadConfig } from '#src/config/load-config.js';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'instrument-config-'));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(name: string, text: string | Uint8Array): void {
  writeFileSync(join(root, name), text);
}

test('without a file the defaults hold', async () => {
  expect(await loadConfig(root)).toBe(defaultConfig);
});

test.each(['instrument.yaml', 'instrument.yml', 'instrument.json'])('%s is found', async (name) => {
  write(name, '{"ignore": ["x"]}');
  expect((await loadConfig(root)).ignore).toEqual(['x']);
});

test('the instrument key of package.json is found', async () => {
  write('package.json', '{"name": "shop", "instrument": {"ignore": ["x"]}}');
  expect((await loadConfig(root)).ignore).toEqual(['x']);
});

test('a package.json without the key, or one that is broken, has no configuration', async () => {
  write('package.json', '{"name": "instrument", "bin": {"instrument": "x.js"}}');
  expect(await loadConfig(root)).toBe(defaultConfig);
  write('package.json', '{"instrument": ');
  expect(await loadConfig(root)).toBe(defaultConfig);
});

test('two configurations are an error that names both', async () => {
  write('instrument.yaml', '');
  write('package.json', '{"instrument": {}}');
  await expect(loadConfig(root)).rejects.toMatchObject({
    code: 'config-ambiguous',
    title: expect.stringContaining('`instrument.yaml` and `package.json (instrument)`'),
  });
});

test('an explicit file goes before those of the root', async () => {
  write('instrument.yaml', 'ignore: [a]');
  write('other.yaml', 'ignore: [b]');
  expect((await loadConfig(root, { file: 'other.yaml', cwd: root })).ignore).toEqual(['b']);
});

test('an explicit file that is missing is an error', async () => {
  await expect(loadConfig(root, { file: 'none.yaml', cwd: root })).rejects.toMatchObject({
    code: 'config-not-found',
  });
});

test('a file that is not UTF-8 is an error', async () => {
  write('instrument.yaml', Uint8Array.of(0xff, 0xfe, 0x41));
  await expect(loadConfig(root)).rejects.toMatchObject({ code: 'config-unreadable' });
});

test.skipIf(process.getuid?.() === 0)('a file without permission is an error', async () => {
  write('instrument.yaml', '');
  chmodSync(join(root, 'instrument.yaml'), 0);
  await expect(loadConfig(root)).rejects.toMatchObject({ code: 'config-unreadable' });
});

test('a BOM and CRLF do no harm', async () => {
  write('instrument.yaml', '\ufeffignore:\r\n  - x\r\n');
  expect((await loadConfig(root)).ignore).toEqual(['x']);
});
