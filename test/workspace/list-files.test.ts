import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { listFiles } from '#src/workspace/list-files.js';
import { git, temporaryTree } from './temporary-tree.js';

const pathsOf = (root: string, ignore: string[] = []): string[] =>
  listFiles(root, { ignore }).files.map((file) => file.path);

/** Every case runs twice: listed by git and walked. */
describe.each([
  ['inside a git work tree', (root: string) => git(root, 'init', '-q')],
  ['without git', () => {}],
])('listing %s', (_, prepare) => {
  const listed = (files: Record<string, string | Buffer>): string[] => {
    const root = temporaryTree(files);
    prepare(root);
    return pathsOf(root);
  };

  test.each<[string, Record<string, string>, string[]]>([
    ['an empty directory', {}, []],
    ['files in order of their paths', { 'b.go': '', 'a/z.go': '', 'a.go': '' }, ['a.go', 'a/z.go', 'b.go']],
    [
      'a .gitignore at the root',
      { '.gitignore': '*.log\n/secret/\n', 'a.log': '', 'secret/x.go': '', 'src/secret/x.go': '' },
      ['.gitignore', 'src/secret/x.go'],
    ],
    [
      'a nested .gitignore, which outranks the outer one',
      {
        '.gitignore': '*.gen.go\n',
        'api/.gitignore': '!keep.gen.go\nlocal.go\n',
        'api/keep.gen.go': '',
        'api/local.go': '',
        'local.go': '',
      },
      ['.gitignore', 'api/.gitignore', 'api/keep.gen.go', 'local.go'],
    ],
    [
      'a pattern that keeps one child',
      { '.gitignore': 'out/*\n!out/kept\n', 'out/dropped/a.ts': '', 'out/kept/a.ts': '' },
      ['.gitignore', 'out/kept/a.ts'],
    ],
    [
      'node_modules and tool directories at any depth',
      {
        'node_modules/a/index.js': '',
        'web/node_modules/b/index.js': '',
        'web/.next/x.js': '',
        'web/a.ts': '',
      },
      ['web/a.ts'],
    ],
    [
      'a Go vendor directory, but not a service named vendor',
      {
        'vendor/modules.txt': '',
        'vendor/github.com/a/a.go': '',
        'services/vendor/go.mod': '',
        'services/vendor/main.go': '',
      },
      ['services/vendor/go.mod', 'services/vendor/main.go'],
    ],
    [
      'compiler output in dist, but not Dockerfiles in build',
      {
        'dist/index.js': '',
        'dist/index.d.ts': '',
        'build/package/Dockerfile': 'FROM go',
        'build/ci.sh': '',
        'src/a.ts': '',
      },
      ['build/ci.sh', 'build/package/Dockerfile', 'src/a.ts'],
    ],
    [
      'a package in a directory called out',
      { 'out/package.json': '{}', 'out/index.js': '', 'x/out/app.js': '', 'x/out/app.js.map': '' },
      ['out/index.js', 'out/package.json'],
    ],
    [
      'a Go package in a directory called dist',
      { 'internal/dist/dist.go': '', 'internal/dist/readme.txt': '' },
      ['internal/dist/dist.go', 'internal/dist/readme.txt'],
    ],
  ])('%s', (_situation, files, expected) => {
    expect(listed(files)).toEqual(expected);
  });

  test('symbolic links are neither followed nor listed, loops neither', () => {
    const outside = temporaryTree({ 'secret.go': '' });
    const root = temporaryTree({ 'src/main.go': '' });
    symlinkSync(root, join(root, 'src/loop'));
    symlinkSync(outside, join(root, 'outside'));
    symlinkSync(join(root, 'src/main.go'), join(root, 'link.go'));
    prepare(root);
    const { files, skipped } = listFiles(root);
    expect(files.map((file) => file.path)).toEqual(['src/main.go']);
    expect(skipped.symlinks).toBe(3);
  });

  test('500 directories deep', () => {
    const path = `${'d/'.repeat(500)}main.go`;
    expect(listed({ [path]: 'package main' })).toEqual([path]);
  });

  test('patterns of the user leave files out and are counted', () => {
    const root = temporaryTree({ 'legacy/a.ts': '', 'src/a.ts': '', 'src/a.gen.ts': '' });
    prepare(root);
    const { files, skipped } = listFiles(root, { ignore: ['legacy/', '*.gen.ts'] });
    expect(files.map((file) => file.path)).toEqual(['src/a.ts']);
    expect(skipped.ignoredByConfig).toBe(2);
  });

  test('size and time of a file are told', () => {
    const root = temporaryTree({ 'a.ts': 'twelve bytes' });
    prepare(root);
    const [file] = listFiles(root).files;
    expect(file?.size).toBe(12);
    expect(Math.abs((file?.mtimeMs ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  test('a directory that cannot be opened is reported and the rest is listed', (context) => {
    const root = temporaryTree({ 'a.ts': '', 'closed/b.ts': '' });
    prepare(root);
    chmodSync(join(root, 'closed'), 0);
    // Root opens everything: then there is nothing to see here.
    if (process.getuid?.() === 0) context.skip();
    const { files, diagnostics } = listFiles(root);
    chmodSync(join(root, 'closed'), 0o755);
    expect(files.map((file) => file.path)).toEqual(['a.ts']);
    expect(diagnostics).toMatchObject([{ code: 'unreadable', file: 'closed' }]);
  });
});

describe('listing with git', () => {
  test('a part of a repository honours the rules above it', () => {
    const root = temporaryTree({
      '.gitignore': 'local.ts\n',
      'web/a.ts': '',
      'web/local.ts': '',
      'b.ts': '',
    });
    git(root, 'init', '-q');
    expect(pathsOf(join(root, 'web'))).toEqual(['a.ts']);
  });

  test('a directory that the repository around it ignores is scanned when it is named', () => {
    const root = temporaryTree({ '.gitignore': 'tmp/\n', 'tmp/shop/a.ts': '' });
    git(root, 'init', '-q');
    expect(pathsOf(join(root, 'tmp/shop'))).toEqual(['a.ts']);
  });

  test('a deleted file that the index still has is absent', () => {
    const root = temporaryTree({ 'a.ts': '', 'b.ts': '' });
    git(root, 'init', '-q');
    git(root, 'add', '.');
    rmSync(join(root, 'a.ts'));
    expect(pathsOf(root)).toEqual(['b.ts']);
  });

  test('a tracked directory that was replaced by a link is not read through it', () => {
    const outside = temporaryTree({ 'a.ts': '' });
    const root = temporaryTree({ 'src/a.ts': '' });
    git(root, 'init', '-q');
    git(root, 'add', '.');
    rmSync(join(root, 'src'), { recursive: true });
    symlinkSync(outside, join(root, 'src'));
    expect(pathsOf(root)).toEqual([]);
  });

  test('a repository inside the repository is walked', () => {
    const root = temporaryTree({
      'a.ts': '',
      'inner/b.ts': '',
      'inner/.gitignore': 'c.ts\n',
      'inner/c.ts': '',
    });
    git(root, 'init', '-q');
    git(join(root, 'inner'), 'init', '-q');
    expect(pathsOf(root)).toEqual(['a.ts', 'inner/.gitignore', 'inner/b.ts']);
  });

  test('nothing that the repository configures is executed', () => {
    const root = temporaryTree({ 'a.ts': '', 'spy.sh': '#!/bin/sh\ntouch executed\n' });
    git(root, 'init', '-q');
    chmodSync(join(root, 'spy.sh'), 0o755);
    git(root, 'config', 'core.fsmonitor', join(root, 'spy.sh'));
    mkdirSync(join(root, '.git/hooks'), { recursive: true });
    writeFileSync(join(root, '.git/hooks/post-index-change'), '#!/bin/sh\ntouch executed\n', { mode: 0o755 });
    expect(pathsOf(root)).toEqual(['a.ts', 'spy.sh']);
    expect(existsSync(join(root, 'executed'))).toBe(false);
  });

  test('a broken repository is walked', () => {
    const root = temporaryTree({ 'a.ts': '', '.git/HEAD': 'nonsense', '.gitignore': 'b.ts\n', 'b.ts': '' });
    expect(pathsOf(root)).toEqual(['.gitignore', 'a.ts']);
  });

  test('variables of an enclosing git hook do not lead to another repository', () => {
    const other = temporaryTree({ 'other.ts': '' });
    git(other, 'init', '-q');
    const root = temporaryTree({ 'a.ts': '' });
    git(root, 'init', '-q');
    process.env.GIT_DIR = join(other, '.git');
    process.env.GIT_WORK_TREE = other;
    const paths = pathsOf(root);
    delete process.env.GIT_DIR;
    delete process.env.GIT_WORK_TREE;
    expect(paths).toEqual(['a.ts']);
  });
});
