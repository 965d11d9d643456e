import { spawnSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createShadow } from '../../src/editing/shadow-tree.js';
import { type StagedTree, withStagedTree } from '../../src/editing/staged-tree.js';
import type { FileChange } from '../../src/model/change.js';
import { snapshot, workTree } from './tree.js';

const hasGo = spawnSync('go', ['version']).status === 0;

describe.runIf(hasGo)('Go, given an overlay,', () => {
  const main = 'package main\n\nimport "example.com/shop/orders"\n\nfunc main() { orders.Place() }\n';
  const files = {
    'go.mod': 'module example.com/shop\n\ngo 1.21\n',
    'main.go': main,
    'orders/orders.go': 'package orders\n\nfunc Place() {}\n',
    'orders/old.go': 'package orders\n\nfunc Old() {}\n',
  };
  const go = (cwd: string, ...args: string[]) => {
    const env = { ...process.env, PWD: cwd, GOFLAGS: '', GOPROXY: 'off', GOTOOLCHAIN: 'local' };
    const run = spawnSync('go', [...args, './...'], { cwd, env, encoding: 'utf8' });
    return run.status === 0 ? 'ok' : run.stderr;
  };
  const stage = <R>(changes: FileChange[], use: (tree: StagedTree) => Promise<R>) =>
    withStagedTree(workTree(files).root, changes, use);
  const inPlace: FileChange[] = [
    { file: 'main.go', before: main, after: main.replace('Place()', 'PlaceTraced()') },
    {
      file: 'orders/traced.go',
      before: null,
      // Ranging over a number takes the new go.mod, a second `Old` the removal of the first.
      after: 'package orders\n\nfunc Old() {}\n\nfunc PlaceTraced() {\n\tfor range 3 {\n\t\tOld()\n\t}\n}\n',
    },
    { file: 'orders/old.go', before: files['orders/old.go'], after: null },
    { file: 'go.mod', before: files['go.mod'], after: files['go.mod'].replace('1.21', '1.22') },
  ];
  const bootstrap: FileChange[] = [
    {
      file: 'main.go',
      before: main,
      after: main.replaceAll('orders', 'telemetry').replace('Place', 'Start'),
    },
    { file: 'telemetry/sdk.go', before: null, after: 'package telemetry\n\nfunc Start() {}\n' },
  ];

  it('builds and vets the tree as it would be: changed, new and removed files, and go.mod', async () => {
    const said = await stage(inPlace, async (tree) => {
      const overlay = `-overlay=${await tree.goOverlay()}`;
      return [tree.newDirectories, go(tree.root, 'build', overlay), go(tree.root, 'vet', overlay)];
    });
    expect(said).toEqual([[], 'ok', 'ok']);
  });

  it('builds packages in new directories; to vet them takes the copy', async () => {
    const said = await stage(bootstrap, async (tree) => {
      const overlay = `-overlay=${await tree.goOverlay()}`;
      const build = go(tree.root, 'build', overlay);
      return [tree.newDirectories, build, go(await tree.materialise(), 'vet')];
    });
    expect(said).toEqual([['telemetry'], 'ok', 'ok']);
  });

  it('names the file of the tree in its errors', async () => {
    const after = `${main}\nvar x int = "text"\n`;
    const said = await stage([{ file: 'main.go', before: main, after }], async (tree) =>
      go(tree.root, 'build', `-overlay=${await tree.goOverlay()}`),
    );
    expect(said).toContain('main.go:7:13');
  });
});

/** A workspace: `shop` uses its neighbour `lib` and the installed `left-pad`. */
function nodeWorkspace() {
  const tsconfig = { compilerOptions: { strict: true, module: 'nodenext', types: [], noEmit: true } };
  const { root } = workTree({
    'package.json': '{ "workspaces": ["packages/*"] }',
    'node_modules/left-pad/package.json': '{ "name": "left-pad", "types": "index.d.ts" }',
    'node_modules/left-pad/index.d.ts': 'export function pad(text: string): string;\n',
    'node_modules/.cache/tool/data': 'x',
    'packages/lib/package.json': '{ "name": "@shop/lib", "type": "module", "exports": "./src/index.ts" }',
    'packages/lib/src/index.ts': 'export class Order { private id = 1; }\n',
    'packages/shop/package.json': '{ "name": "shop", "type": "module" }',
    'packages/shop/tsconfig.json': JSON.stringify({ ...tsconfig, include: ['src'] }),
    'packages/shop/src/main.ts':
      'import { Order } from "@shop/lib";\nimport { pad } from "left-pad";\nimport { take } from "./take.js";\ntake(new Order());\npad("x");\n',
    'packages/shop/src/take.ts':
      'import type { Order } from "@shop/lib";\nexport function take(_: Order) {}\n',
    'packages/other/huge.bin': 'x',
    '.git/config': '',
  });
  mkdirSync(join(root, 'node_modules/@shop'));
  symlinkSync('../../packages/lib', join(root, 'node_modules/@shop/lib'));
  symlinkSync('packages/lib/src/index.ts', join(root, 'entry.ts'));
  return root;
}

function typeErrors(root: string): string {
  const tsc = resolve('node_modules/typescript/bin/tsc');
  return spawnSync(process.execPath, [tsc, '-p', 'packages/shop'], { cwd: root, encoding: 'utf8' }).stdout;
}

const TAKES_TAX: FileChange = {
  file: 'packages/lib/src/index.ts',
  before: 'export class Order { private id = 1; }\n',
  after: 'export class Order { private id = 1; constructor(_tax: number) {} }\n',
};

describe('a shadow of a workspace', () => {
  it('type-checks like the original, and sees a change in a neighbour through its link', async () => {
    const root = nodeWorkspace();
    const before = snapshot(root);
    const shadow = await createShadow(root);
    expect(typeErrors(shadow.path)).toBe('');
    await shadow.show([TAKES_TAX]);
    expect(typeErrors(shadow.path)).toContain('packages/shop/src/main.ts(4,6)');
    expect(snapshot(root)).toEqual(before);
    await shadow.dispose();
    expect(existsSync(shadow.path)).toBe(false);
    expect(snapshot(root)).toEqual(before);
  });

  it('shares nothing that a tool may write to', async () => {
    const root = nodeWorkspace();
    const shadow = await createShadow(root);
    expect(existsSync(join(shadow.path, 'node_modules/.cache'))).toBe(false);
    expect(existsSync(join(shadow.path, '.git'))).toBe(false);
    expect(lstatSync(join(shadow.path, 'packages/shop/src/main.ts')).nlink).toBe(1);
    expect(realpathSync(join(shadow.path, 'entry.ts'))).toBe(join(shadow.path, 'packages/lib/src/index.ts'));
    writeFileSync(join(shadow.path, 'entry.ts'), 'generated');
    expect(readFileSync(join(root, 'entry.ts'), 'utf8')).toBe(TAKES_TAX.before);
    await shadow.dispose();
  });

  it('shows new files, removed ones, and takes both back', async () => {
    const root = nodeWorkspace();
    const shadow = await createShadow(root);
    const file = 'packages/shop/src/take.ts';
    await shadow.show([
      { file: 'packages/shop/telemetry/otel.ts', before: null, after: 'new' },
      { file, before: '', after: null },
    ]);
    expect(readFileSync(join(shadow.path, 'packages/shop/telemetry/otel.ts'), 'utf8')).toBe('new');
    expect(existsSync(join(shadow.path, file))).toBe(false);
    await shadow.show([]);
    expect(existsSync(join(shadow.path, 'packages/shop/telemetry/otel.ts'))).toBe(false);
    expect(existsSync(join(shadow.path, file))).toBe(true);
    await shadow.dispose();
  });

  it('copies only the directories that are asked for', async () => {
    const root = nodeWorkspace();
    const shadow = await createShadow(root, { within: ['packages/shop', 'packages/lib'] });
    expect(readdirSync(join(shadow.path, 'packages')).sort()).toEqual(['lib', 'shop']);
    expect(typeErrors(shadow.path)).toBe('');
    await shadow.dispose();
  });

  it('finds packages installed above the root', async () => {
    const { root } = workTree({
      'repo/node_modules/left-pad/index.js': '',
      'repo/services/shop/main.js': '',
    });
    const shadow = await createShadow(join(root, 'repo/services/shop'));
    expect(existsSync(join(dirname(shadow.path), '../node_modules/left-pad/index.js'))).toBe(true);
    await shadow.dispose();
  });
});

describe('a staged tree', () => {
  it('is gone with the function that looked at it, even when that fails', async () => {
    const { root } = workTree({ 'a.js': 'old' });
    const paths: string[] = [];
    const look = withStagedTree(root, [{ file: 'a.js', before: 'old', after: 'new' }], async (tree) => {
      paths.push(await tree.materialise(), await tree.goOverlay());
      expect(await tree.materialise()).toBe(paths[0]);
      expect(readFileSync(join(paths[0]!, 'a.js'), 'utf8')).toBe('new');
      throw new Error('the verifier is broken');
    });
    await expect(look).rejects.toThrow('the verifier is broken');
    expect(paths).toHaveLength(2);
    expect(paths.some((path) => existsSync(path))).toBe(false);
    expect(readFileSync(join(root, 'a.js'), 'utf8')).toBe('old');
  });

  it('shares a shadow that it is given and leaves it there', async () => {
    const { root } = workTree({ 'a.js': 'old' });
    const shadow = await createShadow(root);
    const textIn = (changes: FileChange[]) =>
      withStagedTree(
        root,
        changes,
        async (tree) => readFileSync(join(await tree.materialise(), 'a.js'), 'utf8'),
        { shadow },
      );
    expect(await textIn([{ file: 'a.js', before: 'old', after: 'new' }])).toBe('new');
    expect(await textIn([])).toBe('old');
    await shadow.dispose();
  });
});
