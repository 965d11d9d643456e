import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyFiles } from '../../src/editing/transaction.js';
import { undoLast } from '../../src/editing/undo.js';
import { type Scene, sceneChanges, sceneTree } from './scene.js';
import { snapshot, workTree } from './tree.js';

async function appliedScene(): Promise<Scene> {
  const scene = sceneTree();
  await applyFiles(scene.root, sceneChanges, scene);
  return scene;
}

/** Writes a new version of `a.go` as an apply of its own. */
async function applyVersion(root: string, stateHome: string, version: number, keep?: number): Promise<void> {
  const before = readFileSync(join(root, 'a.go'), 'utf8');
  const files = [{ file: 'a.go', before, after: `v${version}` }];
  await applyFiles(root, files, { stateHome, ...(keep === undefined ? {} : { keep }) });
}

describe('undo', () => {
  it('gives every byte and mode back and removes the directories that were made', async () => {
    const scene = await appliedScene();
    const result = await undoLast(scene.root, scene);
    expect(result).toMatchObject({ status: 'undone', interrupted: null });
    expect(result.status === 'undone' && result.files).toEqual(sceneChanges.map((change) => change.file));
    expect(snapshot(scene.root)).toEqual(scene.old);
    expect(existsSync(join(scene.root, 'internal'))).toBe(false);
  });

  it('keeps a directory that was made and has other files by now', async () => {
    const scene = await appliedScene();
    writeFileSync(join(scene.root, 'internal/telemetry/mine.go'), 'package telemetry\n');
    await undoLast(scene.root, scene);
    expect(readdirSync(join(scene.root, 'internal/telemetry'))).toEqual(['mine.go']);
  });

  it('has nothing to do before the first apply', async () => {
    expect(await undoLast(workTree({}).root, workTree({}))).toEqual({ status: 'nothing-to-undo' });
  });

  it.each<[string, (root: string) => void, string, string]>([
    [
      'changed',
      (root) => writeFileSync(join(root, 'cmd/api/main.go'), 'mine\n'),
      'cmd/api/main.go',
      'it was changed after the apply',
    ],
    [
      'removed',
      (root) => rmSync(join(root, 'cmd/api/main.go')),
      'cmd/api/main.go',
      'it was removed after the apply',
    ],
    [
      'created again',
      (root) => writeFileSync(join(root, 'old/tracing.go'), 'mine\n'),
      'old/tracing.go',
      'it was created again after the apply',
    ],
    [
      'made executable',
      (root) => chmodSync(join(root, 'cmd/api/main.go'), 0o755),
      'cmd/api/main.go',
      'its executable bit was changed after the apply',
    ],
  ])('is refused when a file was %s, unless forced', async (_, meddle, file, reason) => {
    const scene = await appliedScene();
    meddle(scene.root);
    const meddled = snapshot(scene.root);
    expect(await undoLast(scene.root, scene)).toEqual({
      status: 'changed-since',
      problems: [{ file, reason }],
    });
    expect(snapshot(scene.root)).toEqual(meddled);
    expect(await undoLast(scene.root, { ...scene, force: true })).toMatchObject({ status: 'undone' });
    expect(snapshot(scene.root)).toEqual(scene.old);
  });

  it('does not follow a link that stands where a file was, even when forced', async () => {
    const scene = await appliedScene();
    rmSync(join(scene.root, 'go.sum'));
    symlinkSync('README.md', join(scene.root, 'go.sum'));
    const result = await undoLast(scene.root, { ...scene, force: true });
    expect(result).toEqual({
      status: 'changed-since',
      problems: [{ file: 'go.sum', reason: 'it is a symbolic link' }],
    });
  });

  it('counts files that are as before already as done', async () => {
    const scene = await appliedScene();
    writeFileSync(join(scene.root, 'cmd/api/main.go'), 'package main\n');
    rmSync(join(scene.root, 'internal'), { recursive: true });
    expect(await undoLast(scene.root, scene)).toMatchObject({
      status: 'undone',
      files: ['run.sh', 'server größe.ts', 'go.sum', 'old/tracing.go'],
    });
    expect(snapshot(scene.root)).toEqual(scene.old);
  });

  it('goes back one apply a call', async () => {
    const { root, stateHome } = workTree({ 'a.go': 'v0' });
    for (const version of [1, 2, 3]) await applyVersion(root, stateHome, version);
    const seen: string[] = [];
    while ((await undoLast(root, { stateHome })).status === 'undone')
      seen.push(readFileSync(join(root, 'a.go'), 'utf8'));
    expect(seen).toEqual(['v2', 'v1', 'v0']);
  });

  it('can go back as many applies as are kept', async () => {
    const { root, stateHome } = workTree({ 'a.go': 'v0' });
    for (const version of [1, 2, 3, 4, 5]) await applyVersion(root, stateHome, version, 2);
    expect(await undoLast(root, { stateHome })).toMatchObject({ status: 'undone' });
    expect(await undoLast(root, { stateHome })).toMatchObject({ status: 'undone' });
    expect(await undoLast(root, { stateHome })).toEqual({ status: 'nothing-to-undo' });
    expect(readFileSync(join(root, 'a.go'), 'utf8')).toBe('v3');
  });

  it('refuses kept bytes that are damaged', async () => {
    const { root, stateHome } = workTree({ 'a.go': 'v0' });
    await applyVersion(root, stateHome, 1);
    const [name = ''] = readdirSync(stateHome);
    writeFileSync(join(stateHome, name, 'history/000001/before.bin'), 'xx');
    await expect(undoLast(root, { stateHome })).rejects.toThrow('is damaged');
    expect(readFileSync(join(root, 'a.go'), 'utf8')).toBe('v1');
  });

  it.runIf(process.getuid?.() === 0)('gives the owner back', async () => {
    const { root, stateHome } = workTree({ 'a.go': 'v0' });
    const { chownSync } = await import('node:fs');
    chownSync(join(root, 'a.go'), 1234, 2345);
    chmodSync(join(root, 'a.go'), 0o2755);
    const owner = () => {
      const { uid, gid, mode } = statSync(join(root, 'a.go'));
      return [uid, gid, mode & 0o7777];
    };
    await applyVersion(root, stateHome, 1);
    expect(owner()).toEqual([1234, 2345, 0o2755]);
    await undoLast(root, { stateHome });
    expect(owner()).toEqual([1234, 2345, 0o2755]);
  });
});
