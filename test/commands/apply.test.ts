import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type ApplyFlags, applyCommand } from '#src/commands/apply.js';
import type { Person } from '#src/commands/apply-confirm.js';
import { applyReportSchema } from '#src/model/apply-report.js';
import {
  git,
  MAIN,
  ORDERS,
  ordersTree,
  plannerOf,
  RENAME,
  type Rewrite,
  snapshot,
} from '../engine/apply-scene-of-orders.js';
import { testContext } from './test-context.js';

const COUNT: Rewrite = { id: 'count', file: 'stock/stock.go', find: 'return 1', text: 'return 2' };
const AGAIN: Rewrite = { ...RENAME, id: 'again', text: '"no orders"' };

/** Someone who gives these answers, and then none. */
function person(...answers: string[]): Person & { questions: string[] } {
  const questions: string[] = [];
  return {
    questions,
    ask: async (question) => {
      questions.push(question);
      return answers.shift() ?? '';
    },
  };
}

async function run(
  root: string,
  flags: Partial<ApplyFlags>,
  who: Person | null = null,
  rewrites: readonly Rewrite[] = [RENAME, COUNT],
) {
  const { context, output } = testContext(root);
  const all: ApplyFlags = { layer: '2', verify: false, ...flags };
  const code = await applyCommand(undefined, all, context, who, plannerOf(rewrites));
  return { code, ...output };
}

test('--dry-run shows the patch and writes nothing', async () => {
  const root = ordersTree();
  const { code, stdout } = await run(root, { dryRun: true });
  expect(code).toBe(0);
  expect(stdout).toContain('+func greeting() string { return "all orders" }');
  expect(snapshot(root)).toEqual(ORDERS);
});

test('--yes writes, and says so in JSON as the contract has it', async () => {
  const root = ordersTree();
  const { code, stdout } = await run(root, { yes: true, format: 'json' });
  expect(code).toBe(0);
  const report = applyReportSchema.parse(JSON.parse(stdout));
  expect(report.changes.map(({ status }) => status)).toEqual(['applied', 'applied']);
  expect(readFileSync(join(root, 'main.go'), 'utf8')).toContain('all orders');
});

test('what is planned and not made gives 1', async () => {
  const root = ordersTree();
  const { code, stdout } = await run(root, { yes: true }, null, [RENAME, AGAIN]);
  expect(code).toBe(1);
  expect(stdout).toContain('conflict: it changes the same place in `main.go` as `rename`');
});

test('the patch of --format diff gives git the tree that apply writes', async () => {
  const root = ordersTree();
  const { stdout } = await run(root, { dryRun: true, format: 'diff' });
  writeFileSync(join(root, '../apply.patch'), stdout);
  git(root, 'apply', '../apply.patch');
  const patched = snapshot(root);
  git(root, 'checkout', '-q', '.');
  await run(root, { yes: true });
  expect(snapshot(root)).toEqual(patched);
});

test.each([
  ['y', [], ['main.go', 'stock/stock.go']],
  ['', [], []],
  ['n', [], []],
  ['s', ['y'], ['main.go', 'stock/stock.go']],
  ['what', ['c', 'n', 'y'], ['stock/stock.go']],
])('a person who answers %j, then %j, changes %j', async (first, then, changed) => {
  const root = ordersTree();
  const { code } = await run(root, {}, person(first, ...then));
  expect(code).toBe(0);
  const after = snapshot(root);
  expect(Object.keys(after).filter((path) => after[path] !== ORDERS[path])).toEqual(changed);
});

test('nobody is asked when there is nothing to do', async () => {
  const someone = person();
  const { code, stdout } = await run(ordersTree(), {}, someone, []);
  expect({ code, questions: someone.questions }).toEqual({ code: 0, questions: [] });
  expect(stdout).toContain('Nothing to apply');
});

test.each([
  [{}, 'nobody-to-ask'],
  [{ layer: '2', obi: true }, 'flag-of-other-layer'],
  [{ layer: '2', suggest: true }, 'flag-of-other-layer'],
  [{ layer: '4' }, 'unknown-layer'],
  [{ layer: undefined }, 'missing-layer'],
  [{ yes: true, format: 'dif' }, 'unknown-format'],
  [{ yes: true, service: ['none'] }, 'unknown-service'],
  [{ undo: true }, 'nothing-to-undo'],
])('%j stops with %s', async (flags, errorCode) => {
  await expect(run(ordersTree(), flags as Partial<ApplyFlags>)).rejects.toMatchObject({ code: errorCode });
});

test('uncommitted work in a file that would be changed is guarded; --force goes on', async () => {
  const root = ordersTree();
  writeFileSync(join(root, 'main.go'), `${MAIN}\n// mine\n`);
  await expect(run(root, { yes: true })).rejects.toMatchObject({
    code: 'dirty-files',
    why: 'They are main.go (modified).',
  });
  const { code } = await run(root, { yes: true, force: true });
  expect(code).toBe(0);
  const { stdout } = await run(root, { undo: true });
  expect(stdout).toBe('restored main.go\nrestored stock/stock.go\n');
  expect(snapshot(root)).toEqual({ ...ORDERS, 'main.go': `${MAIN}\n// mine\n` });
});

test('--undo does not take later work back; with --force it does', async () => {
  const root = ordersTree();
  await run(root, { yes: true });
  writeFileSync(join(root, 'main.go'), '// later\n');
  await expect(run(root, { undo: true })).rejects.toMatchObject({ code: 'undo-changed-files' });
  await run(root, { undo: true, force: true });
  expect(snapshot(root)).toEqual(ORDERS);
});
