/** A copy of a tree in which tools may run and write without reaching the user's files. */
import { constants, existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { FileChange } from '../model/change.js';
import { fileBytes } from './file-bytes.js';
import { removeTemporary } from './remove-temporary.js';
import { type LinkPlaces, linkModules, relink } from './shadow-links.js';

export interface ShadowOptions {
  /**
   * Directories that are needed, relative to the root, POSIX; everything unless told. The files that lie directly in
   * their parents, up to the root, are copied with them.
   */
  within?: readonly string[];
}

export interface ShadowTree {
  /** Absolute path of the copy of the root. */
  path: string;
  /** Shows these changes instead of those shown before; every other file is as in the original. */
  show(changes: readonly FileChange[]): Promise<void>;
  dispose(): Promise<void>;
}

/** Nothing that a compiler reads, and often much of it. */
const LEFT_OUT = new Set(['.git', '.hg', '.svn', '.cache', '.turbo', '.nx', 'coverage']);

const PREFIX = 'instrument-tree-';

/**
 * Copies a tree: cloned blocks where the file system can, bytes elsewhere, never hard links, through which a tool would
 * write into the original. Packages in node_modules are links to the originals, except that a workspace's own packages
 * lead to their copies.
 */
export async function createShadow(root: string, options: ShadowOptions = {}): Promise<ShadowTree> {
  const original = await realpath(root);
  const temporary = await realpath(await mkdtemp(join(tmpdir(), PREFIX)));
  const dispose = () => removeTemporary(temporary);
  try {
    const path = join(await linkModulesAbove(original, temporary), basename(original) || 'root');
    const places = { original, shadow: path, isCopied: (inner: string) => isWanted(inner, options.within) };
    await copyDirectory('', places);
    return { path, show: showIn(original, path), dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function copyDirectory(inner: string, places: LinkPlaces): Promise<void> {
  const [from, to] = [join(places.original, inner), join(places.shadow, inner)];
  await mkdir(to, { recursive: true });
  const entries = await readdir(from, { withFileTypes: true });
  await Promise.all(
    entries.map(async (entry) => {
      const path = inner === '' ? entry.name : `${inner}/${entry.name}`;
      // The temporary directory may lie in the tree itself.
      if (LEFT_OUT.has(entry.name) || entry.name.startsWith(PREFIX)) return;
      if (entry.isSymbolicLink()) await relink(join(from, entry.name), join(to, entry.name), places);
      else if (entry.isFile())
        await copyFile(join(from, entry.name), join(to, entry.name), constants.COPYFILE_FICLONE);
      else if (!entry.isDirectory()) return;
      else if (entry.name === 'node_modules')
        await linkModules(join(from, entry.name), join(to, entry.name), places);
      else if (places.isCopied(path)) await copyDirectory(path, places);
    }),
  );
}

function isWanted(path: string, within: readonly string[] | undefined): boolean {
  if (within === undefined) return true;
  return within.some(
    (directory) =>
      directory === '' ||
      directory === '.' ||
      path === directory ||
      path.startsWith(`${directory}/`) ||
      directory.startsWith(`${path}/`),
  );
}

/** Packages are looked for in all directories above a file: those above the root get a stand-in above its copy. */
async function linkModulesAbove(root: string, temporary: string): Promise<string> {
  const above: string[] = [];
  for (let at = dirname(root); at !== dirname(at); at = dirname(at))
    if (existsSync(join(at, 'node_modules'))) above.unshift(join(at, 'node_modules'));
  let inner = temporary;
  const outside = { original: root, shadow: root, isCopied: () => false };
  for (const modules of above) {
    await linkModules(modules, join(inner, 'node_modules'), outside);
    inner = join(inner, 'above');
    await mkdir(inner);
  }
  return inner;
}

function showIn(original: string, shadow: string): ShadowTree['show'] {
  let shown: readonly string[] = [];
  return async (changes) => {
    for (const file of shown) {
      await rm(join(shadow, file), { force: true });
      if (existsSync(join(original, file))) await copyFile(join(original, file), join(shadow, file));
    }
    shown = changes.map((change) => change.file);
    for (const change of changes) {
      const { file, after } = change;
      const path = join(shadow, file);
      // Not written over: the copy may be read-only.
      await rm(path, { force: true });
      if (after === null) continue;
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, fileBytes(change, after));
    }
  };
}
