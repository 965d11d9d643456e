import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findDirtyFiles } from '../../src/editing/dirty-guard.js';
import { type Files, git, workTree, writeTree } from './tree.js';

/** A repository with these files committed. */
function repository(files: Files): string {
  const { root } = workTree(files);
  git(root, 'init', '-q', '-b', 'main');
  git(root, 'add', '-A');
  git(root, 'commit', '-q', '-m', 'orders');
  return root;
}

describe('the dirty guard', () => {
  it('names uncommitted work in the files that it is asked about, and no other', () => {
    const names = ['clean.go', 'edited.go', 'staged.go', 'gone.go', 'other.go'];
    const root = repository({
      ...Object.fromEntries(names.map((name) => [name, 'a\n'])),
      '.gitignore': 'gen/\n*.log\n',
    });
    for (const name of ['edited.go', 'staged.go', 'other.go']) writeFileSync(join(root, name), 'b\n');
    git(root, 'add', 'staged.go');
    rmSync(join(root, 'gone.go'));
    writeTree(root, { 'new dir/größe.go': 'a\n', 'gen/deep/types.go': 'a\n', 'x.log': 'a\n' });
    const asked = [
      'clean.go',
      'edited.go',
      'staged.go',
      'gone.go',
      'new dir/größe.go',
      'gen/deep/types.go',
      'x.log',
      'to-be-made.go',
    ];
    expect(findDirtyFiles(root, asked)).toEqual({
      dirty: [
        { file: 'edited.go', state: 'modified' },
        { file: 'gen/deep/types.go', state: 'ignored' },
        { file: 'gone.go', state: 'deleted' },
        { file: 'new dir/größe.go', state: 'untracked' },
        { file: 'staged.go', state: 'staged' },
        { file: 'x.log', state: 'ignored' },
      ],
      unknown: [],
    });
  });

  it('names files with merge conflicts', () => {
    const root = repository({ 'a.go': 'base\n' });
    git(root, 'checkout', '-q', '-b', 'side');
    writeFileSync(join(root, 'a.go'), 'side\n');
    git(root, 'commit', '-q', '-am', 'side');
    git(root, 'checkout', '-q', 'main');
    writeFileSync(join(root, 'a.go'), 'main\n');
    git(root, 'commit', '-q', '-am', 'main');
    expect(() => git(root, 'merge', 'side')).toThrow();
    expect(findDirtyFiles(root, ['a.go']).dirty).toEqual([{ file: 'a.go', state: 'conflicted' }]);
  });

  it('finds nothing dirty outside git', () => {
    const { root } = workTree({ 'a.go': 'a\n' });
    expect(findDirtyFiles(root, ['a.go'])).toEqual({ dirty: [], unknown: [] });
  });

  it('takes names literally', () => {
    const root = repository({ 'a.go': 'a\n', '[id].ts': 'a\n', ':(top)x.ts': 'a\n', '*.go': 'a\n' });
    for (const name of ['a.go', '[id].ts', ':(top)x.ts']) writeFileSync(join(root, name), 'b\n');
    const { dirty } = findDirtyFiles(root, ['[id].ts', '*.go', ':(top)x.ts']);
    expect(dirty.map((file) => file.file)).toEqual([':(top)x.ts', '[id].ts']);
  });

  it('works below the top of the repository', () => {
    const root = repository({ 'services/orders/a.go': 'a\n', 'a.go': 'a\n' });
    writeFileSync(join(root, 'services/orders/a.go'), 'b\n');
    writeTree(root, { 'services/orders/.git/keep': '' });
    const { dirty } = findDirtyFiles(join(root, 'services/orders'), ['a.go']);
    expect(dirty).toEqual([{ file: 'a.go', state: 'modified' }]);
  });

  it('asks nested repositories about their own files', () => {
    const root = repository({ 'a.go': 'a\n' });
    writeTree(root, { 'nested/b.go': 'a\n', 'nested/c.go': 'a\n' });
    git(join(root, 'nested'), 'init', '-q');
    git(join(root, 'nested'), 'add', '-A');
    git(join(root, 'nested'), 'commit', '-q', '-m', 'nested');
    writeFileSync(join(root, 'nested/c.go'), 'b\n');
    const { dirty } = findDirtyFiles(root, ['a.go', 'nested/b.go', 'nested/c.go']);
    expect(dirty).toEqual([{ file: 'nested/c.go', state: 'modified' }]);
  });

  it('does not know about a repository that git refuses', () => {
    const { root } = workTree({ 'a.go': 'a\n', '.git': 'gitdir: /nowhere\n' });
    const { dirty, unknown } = findDirtyFiles(root, ['a.go']);
    expect(dirty).toEqual([]);
    expect(unknown).toMatchObject([{ file: 'a.go' }]);
    expect(unknown[0]?.reason).toContain('not a git repository');
  });

  it('runs nothing that the repository names, and writes nothing', () => {
    const root = repository({ 'a.go': 'a\n' });
    const trap = join(root, '.git', 'ran');
    writeFileSync(join(root, '.git', 'trap.sh'), `#!/bin/sh\ntouch '${trap}'\n`, { mode: 0o755 });
    git(root, 'config', 'core.fsmonitor', join(root, '.git', 'trap.sh'));
    writeFileSync(join(root, '.git', 'hooks', 'post-index-change'), `#!/bin/sh\ntouch '${trap}'\n`, {
      mode: 0o755,
    });
    // Same size, new time: git would like to refresh its index.
    writeFileSync(join(root, 'a.go'), 'a\n');
    const before = statSync(join(root, '.git/index')).mtimeMs;
    expect(findDirtyFiles(root, ['a.go'])).toEqual({ dirty: [], unknown: [] });
    expect(existsSync(trap)).toBe(false);
    expect(statSync(join(root, '.git/index')).mtimeMs).toBe(before);
  });

  it('asks about any number of files', () => {
    // More than one command line takes.
    const deep = `services/${'payments/'.repeat(10)}gateway`;
    const files = Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`${deep}/file-${n}.go`, 'a\n']));
    const root = repository(files);
    writeFileSync(join(root, `${deep}/file-299.go`), 'b\n');
    expect(findDirtyFiles(root, Object.keys(files)).dirty).toEqual([
      { file: `${deep}/file-299.go`, state: 'modified' },
    ]);
  });
});
