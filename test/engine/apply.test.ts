import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commitPlan, findDirty, recoverTree, undoApply } from '#src/engine/apply.js';
import { applyReportSchema } from '#src/model/apply-report.js';
import {
  BROKEN,
  EMBEDDED,
  hasGo,
  MAIN,
  MODULE,
  ORDERS,
  ordersTree,
  plan,
  RENAME,
  type Rewrite,
  STOCK,
  snapshot,
  statuses,
  TRACED,
} from './apply-scene-of-orders.js';

describe.skipIf(!hasGo)('with the real Go', { timeout: 120_000 }, () => {
  it('a change that breaks the build is dropped alone, with what the compiler says', async () => {
    const root = ordersTree();
    const made = await plan(root, [RENAME, BROKEN]);
    expect(statuses(made)).toEqual({ rename: 'planned', broken: 'failed' });
    const { problem } = made.report.changes[1]!;
    expect(problem).toMatchObject({ code: 'breaks-build', file: 'stock/stock.go' });
    expect(problem!.message).toContain('cannot use "x"');
    expect(made.report.verification).toMatchObject({ ran: true, ok: true, baselineErrors: 0 });
    expect(made.files.map(({ file }) => file)).toEqual(['main.go']);
    expect(snapshot(root)).toEqual(ORDERS);
    expect(applyReportSchema.parse(made.report)).toEqual(made.report);
  });

  it('errors that were there before are not held against a change', async () => {
    const root = ordersTree({
      ...ORDERS,
      'old/old.go': 'package old\n\nvar x int = "old"\n',
      'lost/lost.go': 'package lost\n\nimport _ "example.org/never"\n',
    });
    const old: Rewrite = {
      id: 'old',
      file: 'old/old.go',
      find: 'package old\n',
      text: '// Kept.\npackage old\n',
    };
    const made = await plan(root, [RENAME, BROKEN, old]);
    expect(statuses(made)).toEqual({ rename: 'planned', broken: 'failed', old: 'planned' });
    expect(made.report.verification.ok).toBe(true);
    expect(made.report.verification.baselineErrors).toBeGreaterThan(0);
  });

  it('go.mod and go.sum are part of the same diff, and a second run is empty; undo restores every byte', async () => {
    const root = ordersTree();
    const made = await plan(root, [TRACED]);
    expect(made.report.changes.map(({ problem }) => problem)).toEqual([undefined]);
    expect(made.files.map(({ file }) => file)).toEqual(['go.mod', 'go.sum', 'stock/stock.go']);
    expect(made.report.files[0]!.diff).toContain('go.opentelemetry.io/otel v1.45.0');
    expect(made.files[0]!.after).toContain('\ngo 1.25.0\n');
    expect(made.files[0]!.after).toContain('// indirect');
    expect((await commitPlan(made)).status).toBe('applied');
    const second = await plan(root, [TRACED]);
    expect([second.files, second.report.changes]).toEqual([[], []]);
    const undone = await undoApply(root, false);
    expect(undone.status).toBe('undone');
    expect(snapshot(root)).toEqual(ORDERS);
  });

  it('modules of a change that was dropped are not kept', async () => {
    const root = ordersTree();
    const both: Rewrite = { ...TRACED, text: TRACED.text.replace('otel.Tracer', 'otel.NoSuch') };
    const made = await plan(root, [RENAME, both]);
    expect(statuses(made)).toEqual({ rename: 'planned', traced: 'failed' });
    expect(made.files.map(({ file }) => file)).toEqual(['main.go']);
    expect(made.report.requires).toEqual([]);
  });

  it('the go line is not raised: what would need it is skipped, the rest goes through', async () => {
    const root = ordersTree({ ...ORDERS, 'go.mod': MODULE.replace('1.25.0', '1.21') });
    const made = await plan(root, [RENAME, TRACED]);
    expect(statuses(made)).toEqual({ rename: 'planned' });
    expect(made.report.skips).toMatchObject([{ code: 'go-version', file: 'stock/stock.go', line: 1 }]);
    expect(made.files.map(({ file }) => file)).toEqual(['main.go']);
  });

  it('a module that cannot be had leaves its change out alone', async () => {
    const root = ordersTree();
    const lost = { ...TRACED, requires: [{ ...TRACED.requires![0]!, name: 'example.invalid/none' }] };
    const made = await plan(root, [RENAME, lost]);
    expect(statuses(made)).toEqual({ rename: 'planned' });
    expect(made.report.skips).toMatchObject([
      { code: 'module-unavailable', file: 'stock/stock.go', line: 1 },
    ]);
  });

  it('what rests on changes that cannot be made is left out with them', async () => {
    const root = ordersTree();
    const lost = { ...TRACED, requires: [{ ...TRACED.requires![0]!, name: 'example.invalid/none' }] };
    const made = await plan(root, [lost, { ...RENAME, restsOn: [lost.id] }]);
    expect(statuses(made)).toEqual({});
    expect(made.report.skips.map(({ code, file }) => [code, file])).toEqual([
      ['module-unavailable', 'stock/stock.go'],
      ['not-instrumented', 'main.go'],
    ]);
    expect(made.files).toEqual([]);
  });

  it('what rests on changes that break the build is left out with them, and stays where one of them goes through', async () => {
    const root = ordersTree();
    const made = await plan(root, [BROKEN, { ...RENAME, restsOn: [BROKEN.id] }]);
    expect(statuses(made)).toEqual({ broken: 'failed' });
    expect(made.files).toEqual([]);
    const more = await plan(root, [BROKEN, TRACED, { ...RENAME, restsOn: [BROKEN.id, TRACED.id] }]);
    expect(statuses(more)).toMatchObject({ rename: 'planned' });
  });

  it('a vendored module is vendored anew in the same diff, and undo takes that back too', async () => {
    const tree = { ...ORDERS, 'vendor/modules.txt': '' };
    const root = ordersTree(tree);
    const made = await plan(root, [RENAME, TRACED]);
    expect(made.report.changes.map(({ problem }) => problem)).toEqual([undefined, undefined]);
    expect(made.files.map(({ file }) => file)).toContain('vendor/go.opentelemetry.io/otel/trace.go');
    expect((await commitPlan(made)).status).toBe('applied');
    const build = spawnSync('go', ['vet', '-mod=vendor', './...'], { cwd: root, encoding: 'utf8' });
    expect(build).toMatchObject({ status: 0, stderr: '' });
    expect((await undoApply(root, false)).status).toBe('undone');
    expect(snapshot(root)).toEqual(tree);
  });

  it('a vendored file that is no text is written, built with and taken back', async () => {
    const tree = { ...ORDERS, 'vendor/modules.txt': '' };
    const root = ordersTree(tree);
    const made = await plan(root, [EMBEDDED]);
    const { file, isBinary } = made.files.find((one) => one.file.endsWith('.binpb'))!;
    expect([statuses(made), isBinary]).toEqual([{ embedded: 'planned' }, true]);
    expect((await commitPlan(made)).status).toBe('applied');
    const build = spawnSync('go', ['build', '-mod=vendor', '-o', '/dev/null', './...'], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(build).toMatchObject({ status: 0, stderr: '' });
    expect(readFileSync(join(root, file)).toString('utf8')).toContain('\uFFFD');
    expect((await undoApply(root, false)).status).toBe('undone');
    expect(snapshot(root)).toEqual(tree);
  });

  it('a package in a new directory is vetted, and so is what imports it', async () => {
    const root = ordersTree();
    const wrong = 'package fresh\n\nimport "fmt"\n\nfunc Say() { fmt.Printf("%d", "no number") }\n';
    const made = await plan(root, [
      { ...RENAME, creates: [{ file: 'internal/fresh/fresh.go', text: wrong }] },
    ]);
    expect(made.report.changes[0]!.problem).toMatchObject({ code: 'breaks-build' });
    expect(made.report.changes[0]!.problem!.message).toContain('wrong type string');
  });

  it('a package that compiles and cannot be linked drops its change, also where another program did not link before', async () => {
    const unlinkable = (name: string) => ({
      [`${name}/go.mod`]: `module example.com/${name}\n\ngo 1.25.0\n`,
      [`${name}/${name}.go`]: `package ${name}\n\nfunc Missing()\n`,
      [`${name}/${name}.s`]: '',
    });
    const root = ordersTree({
      ...ORDERS,
      ...unlinkable('lost'),
      ...unlinkable('old'),
      'go.mod': `${MODULE}\nrequire (\n\texample.com/lost v0.0.0\n\texample.com/old v0.0.0\n)\n\nreplace (\n\texample.com/lost => ./lost\n\texample.com/old => ./old\n)\n`,
      'cmd/old/main.go':
        'package main\n\nimport "example.com/old"\n\nfunc main() { old.Missing(); println("orders") }\n',
    });
    const calls = (id: string, file: string, find: string): Rewrite => ({
      id,
      file,
      find,
      text: `import "example.com/lost"\n${find}\n\nfunc init() { lost.Missing() }\n`,
    });
    const made = await plan(root, [
      calls('new', 'main.go', 'import "example.com/orders/stock"\n'),
      { ...RENAME, id: 'rename old', file: 'cmd/old/main.go' },
    ]);
    expect(statuses(made)).toEqual({ new: 'failed', 'rename old': 'planned' });
    expect(made.report.changes[0]!.problem!.message).toContain('relocation target');
    expect(made.report.verification.steps[0]!.programs).toEqual({ linked: 0, of: 1 });
  });

  it('a module that uses the changed one from disk gets what it needs too', async () => {
    const shop = `module example.com/shop\n\ngo 1.25.0\n\nrequire example.com/orders v0.0.0\n\nreplace example.com/orders => ../orders\n`;
    const inner = Object.fromEntries(Object.entries(ORDERS).map(([path, text]) => [`orders/${path}`, text]));
    const root = ordersTree({
      ...inner,
      'shop/go.mod': shop,
      'shop/main.go':
        'package main\n\nimport "example.com/orders/stock"\n\nfunc main() { println(stock.Count()) }\n',
    });
    const traced: Rewrite = {
      ...TRACED,
      file: 'orders/stock/stock.go',
      requires: [{ ...TRACED.requires![0]!, directory: 'orders' }],
    };
    const made = await plan(root, [traced]);
    expect(made.report.changes.map(({ problem }) => problem)).toEqual([undefined]);
    expect(made.files.map(({ file }) => file)).toContain('shop/go.sum');
    expect(made.report.verification.steps.map(({ command }) => command)).toContain('go vet ./... (in shop)');
  });

  it('in a go.work, modules that are nowhere published are found', async () => {
    const inner = Object.fromEntries(Object.entries(ORDERS).map(([path, text]) => [`orders/${path}`, text]));
    const root = ordersTree({
      ...inner,
      'go.work': 'go 1.25.0\n\nuse (\n\t./orders\n\t./shop\n)\n',
      'shop/go.mod': 'module example.com/shop\n\ngo 1.25.0\n',
      'shop/main.go':
        'package main\n\nimport "example.com/orders/stock"\n\nfunc main() { println("shop", stock.Count()) }\n',
    });
    const shop: Rewrite = {
      id: 'shop',
      file: 'shop/main.go',
      find: 'import "example.com/orders/stock"\n\nfunc main() { ',
      text: 'import (\n\t"example.com/orders/stock"\n\t"go.opentelemetry.io/otel"\n)\n\nfunc main() { otel.Tracer("shop"); ',
      requires: [{ ...TRACED.requires![0]!, directory: 'shop' }],
    };
    const before = snapshot(root);
    const made = await plan(root, [shop]);
    expect(made.report.changes.map(({ problem }) => problem)).toEqual([undefined]);
    expect(made.files.map(({ file }) => file).filter((file) => !file.startsWith('go.work'))).toEqual([
      'shop/go.mod',
      'shop/go.sum',
      'shop/main.go',
    ]);
    expect(made.files[0]!.after).not.toContain('replace');
    expect(snapshot(root)).toEqual(before);
  });

  it('in a go.work where nothing goes through, nothing is written', async () => {
    const inner = Object.fromEntries(Object.entries(ORDERS).map(([path, text]) => [`orders/${path}`, text]));
    const root = ordersTree({ ...inner, 'go.work': 'go 1.25.0\n\nuse ./orders\n', 'go.work.sum': '' });
    const broken: Rewrite = {
      ...TRACED,
      file: 'orders/stock/stock.go',
      text: TRACED.text.replace('otel.Tracer', 'otel.NoSuch'),
      requires: [{ ...TRACED.requires![0]!, directory: 'orders' }],
    };
    const made = await plan(root, [broken]);
    expect(statuses(made)).toEqual({ traced: 'failed' });
    expect(made.files).toEqual([]);
  });

  it('a part of a plan is verified anew', async () => {
    const root = ordersTree();
    const made = await plan(root, [RENAME, TRACED]);
    const part = await made.only(new Set(['rename']));
    expect(part.files.map(({ file }) => file)).toEqual(['main.go']);
    expect(statuses(part)).toEqual({ rename: 'planned' });
  });
});

it('two changes of one place are a conflict, and the first goes through', async () => {
  const root = ordersTree();
  const made = await plan(root, [RENAME, { ...RENAME, id: 'again', text: '"no orders"' }], false);
  expect(statuses(made)).toEqual({ rename: 'planned', again: 'conflict' });
});

it('a file that changes after the plan is stale, and nothing is written', async () => {
  const root = ordersTree();
  const made = await plan(root, [RENAME], false);
  writeFileSync(join(root, 'main.go'), `${MAIN}\n// later\n`);
  const result = await commitPlan(made);
  expect(result).toMatchObject({ status: 'stale', report: { changes: [{ id: 'rename', status: 'stale' }] } });
  expect(snapshot(root)).toEqual({ ...ORDERS, 'main.go': `${MAIN}\n// later\n` });
});

it('only files that would be touched count as dirty', async () => {
  const root = ordersTree();
  writeFileSync(join(root, 'stock/stock.go'), `${STOCK}\n// mine\n`);
  expect(findDirty(await plan(root, [RENAME], false)).dirty).toEqual([]);
  writeFileSync(join(root, 'main.go'), `${MAIN}\n// mine\n`);
  expect(findDirty(await plan(root, [RENAME], false)).dirty).toEqual([
    { file: 'main.go', state: 'modified' },
  ]);
});

it('without Go, changes that need new modules are skipped, the others are planned', async () => {
  const root = ordersTree();
  const path = process.env.PATH;
  process.env.PATH = '/nowhere';
  try {
    const made = await plan(root, [RENAME, TRACED]);
    expect(statuses(made)).toEqual({ rename: 'planned' });
    expect(made.report.skips).toMatchObject([{ code: 'no-go-toolchain', line: 1 }]);
    expect(made.report.verification.ran).toBe(false);
  } finally {
    process.env.PATH = path;
  }
});

it('there is nothing to recover in a tree that nobody was killed in', async () => {
  expect(await recoverTree(ordersTree())).toEqual({ restored: [], left: [] });
});
