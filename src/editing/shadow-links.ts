/** Symbolic links of a shadow tree: to the copy where there is one, else to the original. */
import { mkdir, readdir, readlink, symlink } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';

export interface LinkPlaces {
  /** Absolute path of the tree that is copied. */
  original: string;
  /** Absolute path of its copy. */
  shadow: string;
  /** Whether a directory, relative to the root and POSIX, is part of the copy. */
  isCopied(path: string): boolean;
}

/** Caches of tools, which they would write to through a link. */
const CACHES = new Set(['.cache', '.vite', '.vitest', '.tmp', '.turbo']);

/** Makes a directory of links to the packages of a node_modules directory. */
export async function linkModules(from: string, to: string, places: LinkPlaces): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (CACHES.has(entry.name)) continue;
    if (entry.isSymbolicLink()) await relink(source, target, places);
    else if (entry.isDirectory() && entry.name.startsWith('@')) await linkModules(source, target, places);
    else await symlink(source, target);
  }
}

/** Makes the counterpart of a symbolic link. */
export async function relink(source: string, target: string, places: LinkPlaces): Promise<void> {
  const destination = resolve(dirname(source), await readlink(source));
  const inner = relative(places.original, destination).split(sep);
  const isInside = inner[0] !== '..' && !resolve(destination).startsWith(places.shadow + sep);
  const isPackage = inner.includes('node_modules');
  const copied = isInside && !isPackage && places.isCopied(inner.join('/'));
  await symlink(copied ? join(places.shadow, ...inner) : destination, target);
}
