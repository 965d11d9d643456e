import { describe, expect, it } from 'vitest';
import { createFileIndex } from '#src/languages/node/modules/file-index.js';
import { readManifests } from '#src/languages/node/modules/package-manifest.js';
import { createResolver } from '#src/languages/node/modules/resolver.js';
import { createTsConfigs } from '#src/languages/node/modules/tsconfig.js';
import { createWorkspace, type Files } from './support/in-memory.js';

function resolve(files: Files, specifier: string, from: string): string | null {
  const workspace = createWorkspace(files);
  const index = createFileIndex(workspace.files);
  const configs = createTsConfigs(
    workspace,
    index,
    () => null,
    () => {},
  );
  const resolver = createResolver(
    readManifests(workspace, () => {}),
    configs,
    index,
  );
  const found = resolver.resolve(specifier, from);
  if (found === null) return null;
  return 'file' in found ? found.file : `library ${found.external}`;
}

describe('an import is resolved', () => {
  it.each<[string, Files, string, string, string | null]>([
    ['to a file beside it', { 'src/a.js': '', 'src/b.js': '' }, './b.js', 'src/a.js', 'src/b.js'],
    ['without an extension', { 'src/b.ts': '' }, './b', 'src/a.ts', 'src/b.ts'],
    ['from .js to the .ts it is compiled from', { 'src/b.ts': '' }, './b.js', 'src/a.ts', 'src/b.ts'],
    ['from .mjs to .mts', { 'b.mts': '' }, './b.mjs', 'a.mts', 'b.mts'],
    ['to the index of a directory', { 'orders/index.ts': '' }, './orders', 'a.ts', 'orders/index.ts'],
    ['to the directory above', { 'index.js': '', 'lib/a.js': '' }, '..', 'lib/a.js', 'index.js'],
    [
      'to the main of a nested package.json',
      { 'db/package.json': { main: 'pool.js' }, 'db/pool.js': '' },
      './db',
      'a.js',
      'db/pool.js',
    ],
    ['to nothing when the file is missing', { 'a.js': '' }, './gone.js', 'a.js', null],
    ['to a library', {}, 'pg', 'a.js', 'library pg'],
    ['to a built-in module', {}, 'node:http', 'a.js', 'library http'],
  ])('%s', (_situation, files, specifier, from, expected) => {
    expect(resolve(files, specifier, from)).toBe(expected);
  });

  it.each<[string, Files, string, string | null]>([
    [
      'paths',
      {
        'tsconfig.json': '{ "compilerOptions": { "baseUrl": ".", "paths": { "@app/*": ["src/*"] } } }',
        'src/db.ts': '',
      },
      '@app/db',
      'src/db.ts',
    ],
    [
      'paths without baseUrl',
      { 'tsconfig.json': '{ "compilerOptions": { "paths": { "~/*": ["./src/*"] } } }', 'src/db.ts': '' },
      '~/db',
      'src/db.ts',
    ],
    [
      'baseUrl alone',
      { 'tsconfig.json': '{ "compilerOptions": { "baseUrl": "src" } }', 'src/db.ts': '' },
      'db',
      'src/db.ts',
    ],
    [
      'comments and trailing commas',
      {
        'tsconfig.json': '{ // why\n "compilerOptions": { "paths": { "@db": ["./db.ts"], }, /* so */ }, }',
        'db.ts': '',
      },
      '@db',
      'db.ts',
    ],
    [
      'extends',
      {
        'tsconfig.json': '{ "extends": "./base" }',
        'base.json': '{ "compilerOptions": { "paths": { "@db": ["./db.ts"] } } }',
        'db.ts': '',
      },
      '@db',
      'db.ts',
    ],
    [
      'a project that the solution refers to',
      {
        'tsconfig.json': '{ "files": [], "references": [{ "path": "./tsconfig.app.json" }] }',
        'tsconfig.app.json': '{ "compilerOptions": { "paths": { "@db": ["./db.ts"] } } }',
        'db.ts': '',
      },
      '@db',
      'db.ts',
    ],
  ])('by tsconfig.json: %s', (_situation, files, specifier, expected) => {
    expect(resolve(files, specifier, 'main.ts')).toBe(expected);
  });

  it.each<[string, object, Files, string, string]>([
    [
      'main built to dist',
      { main: 'dist/index.js' },
      { 'packages/db/src/index.ts': '' },
      '@shop/db',
      'packages/db/src/index.ts',
    ],
    [
      'exports with conditions',
      { exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } } },
      { 'packages/db/src/index.ts': '' },
      '@shop/db',
      'packages/db/src/index.ts',
    ],
    [
      'a subpath export',
      { exports: { './pool': './dist/pool.js' } },
      { 'packages/db/src/pool.ts': '' },
      '@shop/db/pool',
      'packages/db/src/pool.ts',
    ],
    [
      'a subpath pattern',
      { exports: { './*': './dist/*.js' } },
      { 'packages/db/src/pool.ts': '' },
      '@shop/db/pool',
      'packages/db/src/pool.ts',
    ],
    [
      'a deep path without exports',
      {},
      { 'packages/db/src/pool.ts': '' },
      '@shop/db/src/pool',
      'packages/db/src/pool.ts',
    ],
    ['no entry at all', {}, { 'packages/db/index.js': '' }, '@shop/db', 'packages/db/index.js'],
  ])('to a package of the workspace: %s', (_situation, manifest, files, specifier, expected) => {
    const all = { 'packages/db/package.json': { name: '@shop/db', ...manifest }, ...files };
    expect(resolve(all, specifier, 'apps/api/main.ts')).toBe(expected);
  });

  it('by the imports of its own package.json', () => {
    const files = { 'package.json': { imports: { '#db/*': './dist/db/*.js' } }, 'src/db/pool.ts': '' };
    expect(resolve(files, '#db/pool', 'src/main.ts')).toBe('src/db/pool.ts');
  });
});
