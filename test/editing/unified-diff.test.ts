import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeOfBytes } from '../../src/editing/file-bytes.js';
import { quotePath } from '../../src/editing/quote-path.js';
import { unifiedDiff, unifiedDiffs } from '../../src/editing/unified-diff.js';
import type { FileChange } from '../../src/model/change.js';
import { sourceFile } from './arbitrary-source.js';
import { git, temporaryDirectory, writeTree } from './tree.js';

/** Writes the old files, lets git apply the patch, and gives back what stands there afterwards. */
function applyWithGit(root: string, changes: readonly FileChange[]): (string | null)[] {
  for (const { file, before } of changes) {
    rmSync(join(root, file), { force: true });
    if (before !== null) writeTree(root, { [file]: before });
  }
  const patch = unifiedDiffs(changes);
  if (patch !== '') {
    const run = spawnSync('git', ['-c', 'core.autocrlf=false', 'apply', '--whitespace=nowarn', '-'], {
      cwd: root,
      input: patch,
      encoding: 'utf8',
    });
    if (run.status !== 0) throw new Error(`${run.stderr}\n${patch}`);
  }
  return changes.map(({ file }) =>
    existsSync(join(root, file)) ? readFileSync(join(root, file)).toString('utf8') : null,
  );
}

const numbered = (count: number) => Array.from({ length: count }, (_, n) => `line ${n + 1}\n`).join('');

describe('a patch', () => {
  it('reads like one of git', () => {
    const before = numbered(9);
    const after = before.replace('line 5\n', 'line five\n');
    expect(unifiedDiff({ file: 'cmd/api/main.go', before, after })).toBe(
      [
        'diff --git a/cmd/api/main.go b/cmd/api/main.go',
        '--- a/cmd/api/main.go',
        '+++ b/cmd/api/main.go',
        '@@ -2,7 +2,7 @@',
        ' line 2',
        ' line 3',
        ' line 4',
        '-line 5',
        '+line five',
        ' line 6',
        ' line 7',
        ' line 8',
        '',
      ].join('\n'),
    );
  });

  it('of a new file with a space in its name, without a last end of line', () => {
    expect(unifiedDiff({ file: 'my service/new.go', before: null, after: 'package new' })).toBe(
      [
        'diff --git a/my service/new.go b/my service/new.go',
        'new file mode 100644',
        '--- /dev/null',
        '+++ b/my service/new.go\t',
        '@@ -0,0 +1 @@',
        '+package new',
        '\\ No newline at end of file',
        '',
      ].join('\n'),
    );
  });

  it('of nothing is empty', () => {
    expect(unifiedDiff({ file: 'a', before: 'x', after: 'x' })).toBe('');
  });

  it.each<[string, FileChange]>([
    ['CRLF', { file: 'a.ts', before: 'a\r\nb\r\n', after: 'a\r\nwrapped\r\nb\r\n' }],
    ['CRLF that becomes LF', { file: 'a.ts', before: 'a\r\nb\r\n', after: 'a\nb\n' }],
    ['lone carriage returns', { file: 'a.ts', before: 'a\rb\rc', after: 'a\rB\rc' }],
    ['unicode line separators', { file: 'a.ts', before: 'a\u2028b\u0085\n', after: 'a\u2028c\u0085\n' }],
    ['no last end of line', { file: 'a.ts', before: 'a\nb', after: 'a\nB' }],
    ['a last end of line that is new', { file: 'a.ts', before: 'a', after: 'a\n' }],
    ['a last end of line that goes', { file: 'a.ts', before: 'a\n', after: 'a' }],
    ['an insertion at the start', { file: 'a.ts', before: numbered(20), after: `new\n${numbered(20)}` }],
    ['an insertion at the end', { file: 'a.ts', before: numbered(20), after: `${numbered(20)}new` }],
    ['a BOM', { file: 'a.ts', before: '\uFEFFa\nb\n', after: '\uFEFFA\nb\n' }],
    ['a new file', { file: 'deep/new/a.go', before: null, after: 'package a\n' }],
    ['a new file without a last end of line', { file: 'a', before: null, after: 'x' }],
    ['a new empty file', { file: 'a', before: null, after: '' }],
    ['a file that goes', { file: 'a', before: 'x\ny\n', after: null }],
    ['an empty file that goes', { file: 'a', before: '', after: null }],
    ['a file that becomes empty', { file: 'a', before: 'x\n', after: '' }],
    ['an empty file that is filled', { file: 'a', before: '', after: 'x\n' }],
    ['a name with spaces', { file: 'my service/main file.go', before: 'a\n', after: 'b\n' }],
    ['a new name with spaces', { file: 'my service/new file.go', before: null, after: 'b\n' }],
    ['a name in other scripts', { file: 'zahlung/größe 支付.go', before: 'a\n', after: 'b\n' }],
    ['a new name in other scripts', { file: 'Ω/🦀.ts', before: null, after: 'b\n' }],
    [
      'a name with quote, backslash-free tab and newline',
      { file: 'a"b\tc\nd.ts', before: 'a\n', after: 'b\n' },
    ],
    ['a name that looks like options', { file: '--- a.ts', before: 'a\n', after: 'b\n' }],
    ['lines that look like a patch', { file: 'a', before: '-- a\n++ b\n@@\n', after: '-- a\n++ c\n@@\n' }],
    [
      'more differences than are worth searching',
      {
        file: 'package-lock.json',
        before: `{\n${numbered(6000)}}`,
        after: `{\n${numbered(6000).replaceAll('line', 'entry')}}`,
      },
    ],
  ])('with %s is applied by git byte for byte', (_, change) => {
    const root = temporaryDirectory();
    git(root, 'init', '-q');
    expect(applyWithGit(root, [change])).toEqual([change.after]);
  });

  it.each<[string, Buffer | null, Buffer | null]>([
    ['is new', null, Buffer.from([0xff, 0, 0x61, 0x0a])],
    [
      'changes',
      Buffer.from([0xff, 1]),
      Buffer.from(Array.from({ length: 3000 }, (_, n) => (n * n * 31) % 256)),
    ],
    ['becomes text', Buffer.from([0xff]), Buffer.from('a\n')],
    ['goes', Buffer.from([0xff, 2]), null],
  ])('of a file of bytes that %s is applied by git byte for byte', (_, before, after) => {
    const root = temporaryDirectory();
    git(root, 'init', '-q');
    if (before) writeFileSync(join(root, 'a.bin'), before);
    const input = unifiedDiff(changeOfBytes('a.bin', before, after));
    expect(spawnSync('git', ['apply', '-'], { cwd: root, input, encoding: 'utf8' }).stderr).toBe('');
    expect(existsSync(join(root, 'a.bin')) ? readFileSync(join(root, 'a.bin')) : null).toEqual(after);
  });

  it('of any two versions of files is applied by git byte for byte', () => {
    const root = temporaryDirectory();
    git(root, 'init', '-q');
    const version = fc.option(sourceFile, { nil: null, freq: 6 });
    const anyChanges = fc
      .array(fc.tuple(version, version), { minLength: 1, maxLength: 12 })
      .map((pairs) =>
        pairs.map(([before, after], index) => ({ file: `d ${index}/ü${index}`, before, after })),
      );
    fc.assert(
      fc.property(anyChanges, (changes) => {
        expect(applyWithGit(root, changes)).toEqual(changes.map((change) => change.after));
      }),
      { numRuns: 40 },
    );
  });

  it('quotes names as git does', () => {
    const root = temporaryDirectory();
    const names = [
      'plain.go',
      'with space.go',
      'größe.go',
      '🦀.ts',
      'a"b.go',
      'tab\there',
      'bell\u0007.go',
      'control\u0001.go',
    ];
    git(root, 'init', '-q');
    writeTree(root, Object.fromEntries(names.map((name) => [name, ''])));
    const listed = execFileSync('git', ['ls-files', '--others'], { cwd: root, encoding: 'utf8' });
    expect(names.map(quotePath).sort()).toEqual(listed.trimEnd().split('\n').sort());
  });
});
