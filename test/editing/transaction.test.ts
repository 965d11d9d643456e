import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeChanges } from '../../src/editing/merge-changes.js';
import { recover } from '../../src/editing/recover.js';
import { stateHome as defaultStateHome } from '../../src/editing/state-directory.js';
import { applyFiles } from '../../src/editing/transaction.js';
import { undoLast } from '../../src/editing/undo.js';
import { changesOf, sourceFile } from './arbitrary-source.js';
import { sceneChanges, sceneTree, stateLeftovers } from './scene.js';
import { snapshot, temporaryDirectory, workTree, writeTree } from './tree.js';

describe('an apply', () => {
  it('replaces, creates and removes, and keeps modes', async () => {
    const { root, stateHome } = sceneTree();
    const result = await applyFiles(root, sceneChanges, { stateHome });
    const files = sceneChanges.map((change) => change.file);
    expect(result).toEqual({ status: 'committed', files, interrupted: null });
    for (const { file, after } of sceneChanges)
      expect(existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : null).toBe(after);
    expect(statSync(join(root, 'run.sh')).mode & 0o777).toBe(0o755);
    expect(statSync(join(root, 'go.sum')).mode & 0o777).toBe(0o444);
    const umask = process.umask();
    expect(statSync(join(root, 'internal/telemetry/doc.go')).mode & 0o777).toBe(0o666 & ~umask);
    expect(readdirSync(root).filter((name) => name.includes('instrument'))).toEqual([]);
    expect(stateLeftovers(stateHome)).toEqual([]);
  });

  it('of nothing leaves not even state', async () => {
    const { root, stateHome } = workTree({ 'a.go': 'a' });
    expect(await applyFiles(root, [{ file: 'a.go', before: 'a', after: 'a' }], { stateHome })).toEqual({
      status: 'unchanged',
    });
    expect(readdirSync(stateHome)).toEqual([]);
  });

  it('writes nothing when one file is not as planned', async () => {
    const scene = sceneTree();
    writeFileSync(join(scene.root, 'run.sh'), 'edited\n');
    const before = snapshot(scene.root);
    expect(await applyFiles(scene.root, sceneChanges, scene)).toEqual({
      status: 'stale',
      problems: [{ file: 'run.sh', reason: 'it has changed since the plan was made' }],
    });
    expect(snapshot(scene.root)).toEqual(before);
  });

  it('writes nothing when a file changes while it verifies', async () => {
    const scene = sceneTree();
    const verify = async () => {
      writeFileSync(join(scene.root, 'run.sh'), 'edited\n');
      return { ok: true };
    };
    const result = await applyFiles(scene.root, sceneChanges, { ...scene, verify });
    expect(result).toMatchObject({ status: 'stale', problems: [{ file: 'run.sh' }] });
    expect(Object.keys(snapshot(scene.root))).toEqual(Object.keys(scene.old));
  });

  it('writes nothing when a file changes while it is staged', async () => {
    const scene = sceneTree();
    const onStep = (step: string) => {
      if (step === 'journal-written') writeFileSync(join(scene.root, 'run.sh'), 'edited\n');
    };
    expect(await applyFiles(scene.root, sceneChanges, { ...scene, onStep })).toMatchObject({
      status: 'stale',
    });
    const { 'run.sh': _, ...others } = snapshot(scene.root);
    const { 'run.sh': __, ...expected } = scene.old;
    expect(others).toEqual(expected);
    expect(stateLeftovers(scene.stateHome)).toEqual([]);
  });

  it('writes nothing when verification says no, and shows it the new tree', async () => {
    const scene = sceneTree();
    const seen: (string | null | undefined)[] = [];
    const result = await applyFiles(scene.root, sceneChanges, {
      ...scene,
      verify: async (tree) => {
        const copy = await tree.materialise();
        seen.push(tree.overlay.get('go.sum'), readFileSync(join(copy, 'go.sum'), 'utf8'), copy);
        return { ok: false, reason: 'main.go:3: undefined: otel' };
      },
    });
    expect(result).toEqual({ status: 'rejected', reason: 'main.go:3: undefined: otel' });
    expect(seen.slice(0, 2)).toEqual(['x\ny\n', 'x\ny\n']);
    expect(existsSync(seen[2] ?? '')).toBe(false);
    expect(snapshot(scene.root)).toEqual(scene.old);
  });

  it('lets an error of the verifier through, with everything as before', async () => {
    const scene = sceneTree();
    const verify = () => Promise.reject(new Error('no compiler'));
    await expect(applyFiles(scene.root, sceneChanges, { ...scene, verify })).rejects.toThrow('no compiler');
    expect(snapshot(scene.root)).toEqual(scene.old);
    expect(stateLeftovers(scene.stateHome)).toEqual([]);
  });

  it.each([
    'opened',
    'staged',
    'written',
    'removed',
    'synced',
  ])('takes everything back when the disk fails after a file was %s', async (failing) => {
    const scene = sceneTree();
    let passed = 0;
    const onStep = (step: string) => {
      if (step === failing && ++passed === (failing === 'written' ? 3 : 1)) throw new Error('ENOSPC');
    };
    const result = await applyFiles(scene.root, sceneChanges, { ...scene, onStep });
    expect(result).toMatchObject({ status: 'failed', restored: true, error: { message: 'ENOSPC' } });
    expect(snapshot(scene.root)).toEqual(scene.old);
    expect(stateLeftovers(scene.stateHome)).toEqual([]);
  });

  it('writes through no symbolic link', async () => {
    const outside = writeTree(temporaryDirectory(), { 'a.go': 'old' });
    const { root, stateHome } = workTree({ 'real/a.go': 'old' });
    symlinkSync(join(outside, 'a.go'), join(root, 'a.go'));
    symlinkSync(outside, join(root, 'linked'));
    const problemOf = async (file: string, before: string | null) => {
      const result = await applyFiles(root, [{ file, before, after: 'new' }], { stateHome });
      return result.status === 'stale' ? result.problems[0]?.reason : result.status;
    };
    expect(await problemOf('a.go', 'old')).toBe('it is a symbolic link');
    expect(await problemOf('linked/a.go', 'old')).toBe('`linked` is a symbolic link');
    expect(await problemOf('linked/new.go', null)).toBe('`linked` is a symbolic link');
    expect(await problemOf('../outside.go', null)).toBe('it is no path below the root that may be written');
    expect(await problemOf('real/a.go/b.go', null)).toBe('`real/a.go` is no directory');
    expect(await problemOf('real', null)).toBe('it is no regular file');
    expect(readFileSync(join(outside, 'a.go'), 'utf8')).toBe('old');
  });

  it('works on a root that is itself reached by a link', async () => {
    const { root, stateHome } = workTree({ 'a.go': 'old' });
    const link = join(temporaryDirectory(), 'link');
    symlinkSync(root, link);
    await applyFiles(link, [{ file: 'a.go', before: 'old', after: 'new' }], { stateHome });
    expect(readFileSync(join(root, 'a.go'), 'utf8')).toBe('new');
    expect(await undoLast(root, { stateHome })).toMatchObject({ status: 'undone', files: ['a.go'] });
  });
});

describe('recovery', () => {
  it('leaves alone what someone has changed after the crash, and names it', async () => {
    const scene = sceneTree();
    // All are replaced, and then not even putting them back works: the tree stays as a crash would leave it.
    const onStep = (step: string) => {
      if (step === 'synced' || step === 'cleaned') throw new Error('the disk is gone');
    };
    const result = await applyFiles(scene.root, sceneChanges, { ...scene, onStep });
    expect(result).toMatchObject({ status: 'failed', restored: false });
    writeFileSync(join(scene.root, 'run.sh'), 'edited by hand\n');
    expect(await recover(scene.root, scene)).toMatchObject([
      { status: 'recovered', left: [{ file: 'run.sh', reason: 'someone has changed it since' }] },
    ]);
    expect(readFileSync(join(scene.root, 'run.sh'), 'utf8')).toBe('edited by hand\n');
    expect({ ...snapshot(scene.root), 'run.sh': '' }).toEqual({ ...scene.old, 'run.sh': '' });
  });

  it('finds nothing where nothing was done', async () => {
    const { root, stateHome } = workTree({});
    expect(await recover(root, { stateHome })).toEqual([{ status: 'clean' }]);
    expect(await recover(root, { stateHome: join(stateHome, 'missing') })).toEqual([{ status: 'clean' }]);
  });

  it('reaches applies to a directory inside the root', async () => {
    const { root, stateHome } = workTree({ 'services/orders/a.go': 'old' });
    const inner = join(root, 'services/orders');
    const onStep = (step: string) => {
      if (step === 'written' || step === 'cleaned') throw new Error('the disk is gone');
    };
    const result = await applyFiles(inner, [{ file: 'a.go', before: 'old', after: 'new' }], {
      stateHome,
      onStep,
    });
    expect(result).toMatchObject({ status: 'failed', restored: false });
    expect(readFileSync(join(inner, 'a.go'), 'utf8')).toBe('new');
    expect(await recover(root, { stateHome })).toMatchObject([
      { status: 'recovered', restored: ['a.go'], left: [] },
    ]);
    expect(readFileSync(join(inner, 'a.go'), 'utf8')).toBe('old');
  });
});

describe('the state directory', () => {
  it.each([
    [{ XDG_STATE_HOME: '/var/state' }, '/var/state/instrument'],
    [{ XDG_STATE_HOME: 'relative' }, '.local/state/instrument'],
    [{}, '.local/state/instrument'],
  ])('with %j ends in %s', (env, expected) => {
    expect(defaultStateHome(env).endsWith(expected)).toBe(true);
  });

  it('shows old source text to nobody else', async () => {
    const scene = sceneTree();
    await applyFiles(scene.root, sceneChanges, scene);
    const [name = ''] = readdirSync(scene.stateHome);
    expect(statSync(join(scene.stateHome, name, 'history')).mode & 0o077).toBe(0);
  });
});

describe('any changes', () => {
  it('change the tree as they say, and undoing them gives every byte and mode back', async () => {
    const scenes = fc.tuple(sourceFile, sourceFile).chain(([a, b]) => {
      const files = { 'cmd/main.go': a, 'src/app.ts': b };
      const texts = Object.fromEntries(
        Object.entries(files).map(([file, text]) => [file, text.replace(/^\uFEFF/, '')]),
      );
      const created = fc.option(fc.constantFrom('new/deep/otel.go', 'cmd/otel.go'), { nil: null });
      return fc.tuple(
        fc.constant(files),
        changesOf(texts),
        created,
        sourceFile,
        fc.constantFrom(0o644, 0o755, 0o600),
      );
    });
    await fc.assert(
      fc.asyncProperty(scenes, async ([files, changes, created, text, mode]) => {
        const { root, stateHome } = workTree(files);
        chmodSync(join(root, 'cmd/main.go'), mode);
        mkdirSync(join(root, 'empty'));
        const old = snapshot(root);
        const creating = created === null ? [] : [{ ...sampleChange, creates: [{ file: created, text }] }];
        const read = (file: string) => (existsSync(join(root, file)) ? readFileSync(join(root, file)) : null);
        const merged = mergeChanges([...changes, ...creating], { read });
        const result = await applyFiles(root, merged.files, { stateHome });
        expect(result.status).toBe(merged.files.length === 0 ? 'unchanged' : 'committed');
        for (const { file, after } of merged.files)
          expect(readFileSync(join(root, file), 'utf8')).toBe(after);
        const undone = await undoLast(root, { stateHome });
        expect(undone.status).toBe(merged.files.length === 0 ? 'nothing-to-undo' : 'undone');
        expect(snapshot(root)).toEqual(old);
      }),
      { numRuns: 40 },
    );
  });
});

const sampleChange = {
  id: 'new',
  title: 'new',
  services: [],
  subject: 'bootstrap',
  edits: [],
  requires: [],
  notes: [],
};
