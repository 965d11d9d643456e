/** A lockfile as the repository's own package manager writes it for changed package.json files. Runs none of their scripts. */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isWithin } from '../../model/relative-path.js';
import type { ApplyScene } from '../apply-scene.js';
import type { LockOwner, UpdatedLockfile } from './lock-owner.js';
import { managerCommand } from './manager-command.js';
import { mergeYarnLock } from './merge-yarn-lock.js';
import { runTool } from './run-tool.js';
import { toolProblem } from './tool-problem.js';

/** What a package manager reads besides manifests and the lockfile; code is left out. */
const SETTINGS = ['.npmrc', '.yarnrc', '.yarnrc.yml', 'pnpm-workspace.yaml', 'lerna.json'];
const PATCHES = ['patches', '.yarn/patches'];

/**
 * @param manifests the changed package.json files, path → text
 * @param added name → range, of all of them
 * @param directory empty, for what is temporary
 */
export async function updateLockfile(
  scene: ApplyScene,
  owner: LockOwner,
  manifests: ReadonlyMap<string, string>,
  added: ReadonlyMap<string, string>,
  directory: string,
): Promise<UpdatedLockfile> {
  const before = readFileSync(join(scene.root, owner.lockfile), 'utf8');
  const copy = join(directory, 'manifests');
  const copyFile = (path: string, text: string) => {
    const target = join(copy, owner.directory === '.' ? path : path.slice(owner.directory.length + 1));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  };
  for (const { path } of scene.workspace.files) {
    if (!/(?:^|\/)package\.json$/.test(path) || !isWithin(path, owner.directory)) continue;
    const text = manifests.get(path) ?? scene.workspace.read(path);
    if (text !== null) copyFile(path, text);
  }
  const here = join(scene.root, owner.directory);
  for (const name of SETTINGS) {
    const path = join(here, name);
    if (existsSync(path)) writeFileSync(join(copy, name), harmless(name, readFileSync(path, 'utf8')));
  }
  for (const name of PATCHES) {
    if (existsSync(join(here, name))) cpSync(join(here, name), join(copy, name), { recursive: true });
  }
  if (owner.manager === 'yarn-classic')
    return mergeYarnLock({ before, added, settings: copy, directory, owner });
  const lock = owner.lockfile.split('/').at(-1)!;
  writeFileSync(join(copy, lock), before);
  const command = managerCommand(owner, before);
  if ('problem' in command) return command;
  const run = await runTool(copy, command.words, command.env);
  const written = join(copy, lock);
  if (!run.ok || !existsSync(written))
    return { problem: `\`${command.shown}\` does not go through: ${toolProblem(run)}` };
  return { text: readFileSync(written, 'utf8') };
}

/** Settings that make a package manager load code of the repository are taken out. */
function harmless(name: string, text: string): string {
  if (name !== '.yarnrc.yml') return text;
  return text
    .replace(/^yarnPath:.*$/m, '')
    .replace(/^plugins:\n(?:[ \t-].*\n?)*/m, '')
    .replace(/^enableImmutableInstalls:.*$/m, '');
}
