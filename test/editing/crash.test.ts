import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recover } from '../../src/editing/recover.js';
import { applyFiles } from '../../src/editing/transaction.js';
import { undoLast } from '../../src/editing/undo.js';
import type { Order } from './child/transact.js';
import { type Child, compileChild } from './compiled-child.js';
import { type Scene, sceneChanges, sceneTree, stateLeftovers } from './scene.js';
import { snapshot, workTree } from './tree.js';

let child: Child;
beforeAll(() => {
  child = compileChild();
});
afterAll(() => child.dispose());

type Tree = Record<string, string>;

/** Every kind of change once: each file more is three more steps at which to be killed. */
const changes = sceneChanges.filter(({ file }) => file !== 'go.sum' && !file.endsWith('doc.go'));

/** Runs tasks a few at a time: starting Node is most of what they cost. */
async function inParallel(tasks: readonly (() => Promise<void>)[]): Promise<void> {
  const queue = [...tasks];
  const work = async () => {
    for (let task = queue.shift(); task; task = queue.shift()) await task();
  };
  await Promise.all([work(), work(), work()]);
}

function order(scene: Scene, action: Order['action'], signal?: Order['signal']): Order {
  const { root, stateHome } = scene;
  return {
    action,
    root,
    stateHome,
    ...(action === 'apply' ? { files: changes } : {}),
    ...(signal && { signal }),
  };
}

async function applied(scene: Scene): Promise<Tree> {
  const { root, stateHome } = scene;
  expect(await applyFiles(root, changes, { stateHome })).toMatchObject({ status: 'committed' });
  return snapshot(root);
}

const knownSteps = new Map<string, string[]>();

/** A scene with its state at another place, as if all of it had happened there. */
function copyScene(scene: Scene): Scene {
  const copy = workTree({});
  cpSync(scene.root, copy.root, { recursive: true });
  cpSync(scene.stateHome, copy.stateHome, { recursive: true });
  for (const state of readdirSync(copy.stateHome)) {
    const journal = join(copy.stateHome, state, 'pending/journal.json');
    writeFileSync(journal, readFileSync(journal, 'utf8').replaceAll(scene.root, copy.root));
  }
  return { ...copy, old: scene.old };
}

/** The steps of an action on a fresh scene. */
async function stepsOf(action: 'apply' | 'undo'): Promise<string[]> {
  const known = knownSteps.get(action);
  if (known) return known;
  const scene = sceneTree();
  if (action === 'undo') await applied(scene);
  const { answer } = await child.run(order(scene, action));
  expect(answer?.status).toBe(action === 'undo' ? 'undone' : 'committed');
  knownSteps.set(action, answer?.steps ?? []);
  return answer?.steps ?? [];
}

/** Kills an action after each of its steps, repairs, and looks whether the tree is the one before or the one after. */
async function killAtEveryStep(action: 'apply' | 'undo'): Promise<void> {
  const steps = await stepsOf(action);
  const committed = steps.indexOf('committed');
  expect(committed).toBeGreaterThan(15);
  const reference = sceneTree();
  const after = await applied(reference);
  const [from, to] = action === 'apply' ? [reference.old, after] : [after, reference.old];
  const tasks = steps.map((_, step) => async () => {
    const scene = sceneTree();
    if (action === 'undo') await applied(scene);
    const ended = await child.run(order(scene, action, { name: 'SIGKILL', after: step }));
    expect(ended.signal, ended.stderr).toBe('SIGKILL');
    await recover(scene.root, { stateHome: scene.stateHome });
    // Past the end of the journal the new tree stands; up to it the old one does.
    expect(snapshot(scene.root), `killed after ${steps[step]}`).toEqual(step < committed ? from : to);
    expect(await recover(scene.root, { stateHome: scene.stateHome })).toEqual([{ status: 'clean' }]);
  });
  await inParallel(tasks);
}

describe('a process that is killed', () => {
  it('in an apply, at any step, leaves the old tree or the new one', () => killAtEveryStep('apply'));

  it('in an undo, at any step, leaves the applied tree or the old one', () => killAtEveryStep('undo'));

  it('in an apply, and again at any step of the repair, leaves the old tree', async () => {
    const lastOfApply = (await stepsOf('apply')).indexOf('synced');
    const broken = sceneTree();
    await child.run(order(broken, 'apply', { name: 'SIGKILL', after: lastOfApply }));
    expect(snapshot(broken.root)).not.toEqual(broken.old);
    const half = () => copyScene(broken);
    const repaired = await child.run(order(half(), 'recover'));
    expect(repaired.answer?.status).toBe('recovered');
    const tasks = repaired.answer!.steps.map((step, index) => async () => {
      const scene = half();
      const ended = await child.run(order(scene, 'recover', { name: 'SIGKILL', after: index }));
      expect(ended.signal, ended.stderr).toBe('SIGKILL');
      await recover(scene.root, { stateHome: scene.stateHome });
      expect(snapshot(scene.root), `repair killed after ${step}`).toEqual(scene.old);
    });
    await inParallel(tasks);
  });

  it.each([
    'before-kept',
    'synced',
  ])('after %s leaves a tree that the next apply repairs before it begins', async (last) => {
    const scene = sceneTree();
    const steps = await stepsOf('apply');
    await child.run(order(scene, 'apply', { name: 'SIGKILL', after: steps.indexOf(last) }));
    expect(stateLeftovers(scene.stateHome)).not.toEqual([]);
    await applied(scene);
    expect(stateLeftovers(scene.stateHome)).toEqual([]);
    await undoLast(scene.root, { stateHome: scene.stateHome });
    expect(snapshot(scene.root)).toEqual(scene.old);
  });
});

describe.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s', (name) => {
  it('during an apply either stops it or comes too late, and leaves nothing behind', async () => {
    const steps = await stepsOf('apply');
    const reference = sceneTree();
    const after = await applied(reference);
    // Both sides of the point of no return, and the end; for SIGINT steps of every kind.
    const turning = steps.indexOf('checked');
    const kinds = steps.map((step) => step.split(' ')[0]);
    const chosen = steps.flatMap((_, step) =>
      (name === 'SIGINT' && kinds.indexOf(kinds[step]) === step) ||
      [turning - 1, turning, steps.length - 1].includes(step)
        ? [step]
        : [],
    );
    const tasks = chosen.map((step) => async () => {
      const scene = sceneTree();
      const { answer, stderr } = await child.run(order(scene, 'apply', { name, after: step }));
      const { status, interrupted } = answer ?? { status: stderr, interrupted: null };
      expect(status, `${name} after ${steps[step]}`).toBe(step < turning ? 'interrupted' : 'committed');
      if (status === 'committed') expect(interrupted).toBe(name);
      expect(snapshot(scene.root)).toEqual(status === 'committed' ? after : scene.old);
      expect(stateLeftovers(scene.stateHome)).toEqual([]);
    });
    await inParallel(tasks);
  });
});

it('SIGINT ends an apply without waiting for its verification', async () => {
  for (const name of ['before', 'during']) {
    const scene = sceneTree();
    const signal = name === 'before' ? { name: 'SIGINT' as const, after: 0 } : undefined;
    const { answer } = await child.run({
      ...order(scene, 'apply', signal),
      verifyFor: 20_000,
      interruptVerify: true,
    });
    expect(answer?.status).toBe('interrupted');
    expect(snapshot(scene.root)).toEqual(scene.old);
  }
}, 10_000);
