import { describe, expect, test } from 'vitest';
import { listFiles } from '#src/workspace/list-files.js';
import { createWorkspace } from '#src/workspace/workspace.js';
import { collector } from './memory-workspace.js';
import { temporaryTree } from './temporary-tree.js';

function opened(files: Record<string, string | Buffer>) {
  const root = temporaryTree(files);
  const { diagnostics, report } = collector();
  return { workspace: createWorkspace(root, listFiles(root).files, report), diagnostics };
}

describe('reading a file', () => {
  test.each<[string, string | Buffer, string | null, string | null]>([
    ['plain text', 'package main\n', 'package main\n', null],
    ['an empty file', '', '', null],
    ['a byte order mark', '\uFEFFpackage main', 'package main', null],
    ['CRLF is kept', 'a\r\nb\r\n', 'a\r\nb\r\n', null],
    ['text beyond ASCII', '// größer 日本 🙂', '// größer 日本 🙂', null],
    ['a one-line file of a megabyte', 'x'.repeat(1_000_000), 'x'.repeat(1_000_000), null],
    ['invalid UTF-8', Buffer.from([0x61, 0x0a, 0xff, 0x62]), 'a\n\uFFFDb', 'invalid-utf8'],
    ['a binary file', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1]), null, 'binary-file'],
    ['a file above 2 MB', 'x'.repeat(2 * 1024 * 1024 + 1), null, 'file-too-large'],
  ])('%s', (_, content, text, code) => {
    const { workspace, diagnostics } = opened({ 'a.go': content });
    expect(workspace.read('a.go')).toBe(text);
    expect(workspace.read('a.go')).toBe(text);
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual(code === null ? [] : [code]);
  });

  test('the line of the first invalid byte is told', () => {
    const { workspace, diagnostics } = opened({ 'a.go': Buffer.from([0x61, 0x0a, 0x0a, 0xff]) });
    workspace.read('a.go');
    expect(diagnostics).toMatchObject([{ code: 'invalid-utf8', severity: 'warning', file: 'a.go', line: 3 }]);
  });

  test('a file that may not be read is reported once, with the reason', () => {
    const { diagnostics, report } = collector();
    const denied = (): never => {
      throw Object.assign(new Error('denied'), { code: 'EACCES' });
    };
    const workspace = createWorkspace('/shop', [{ path: 'a.go', size: 1, mtimeMs: 0 }], report, denied);
    expect([workspace.read('a.go'), workspace.read('a.go')]).toEqual([null, null]);
    expect(diagnostics).toMatchObject([{ code: 'unreadable', file: 'a.go' }]);
    expect(diagnostics[0]?.message).toContain('EACCES');
  });

  test('a file that is not listed is not read', () => {
    const { workspace, diagnostics } = opened({ 'a.go': '', '.gitignore': 'secret.go\n', 'secret.go': 'x' });
    expect(workspace.read('secret.go')).toBeNull();
    expect(workspace.read('../etc/passwd')).toBeNull();
    expect(diagnostics).toEqual([]);
  });

  test('a second read does not go to the disk', () => {
    let reads = 0;
    const read = () => Buffer.from(`read ${++reads}`);
    const workspace = createWorkspace('/shop', [{ path: 'a', size: 6, mtimeMs: 0 }], () => {}, read);
    expect([workspace.read('a'), workspace.read('a')]).toEqual(['read 1', 'read 1']);
  });
});
