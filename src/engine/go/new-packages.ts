/**
 * Packages that only an overlay has, for `go vet`: it changes into the directory of every package, and an overlay cannot
 * give it one. So each new directory stands outside the tree as a module of its own, nested by its import path.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { FileChange } from '../../model/change.js';
import { goLines } from './module-draft.js';
import { type GoModule, inModule } from './module-set.js';

export interface NestedPackage {
  /** Import path of the package, and path of the module that stands for it. */
  path: string;
  /** Absolute directory where its files are. */
  directory: string;
}

export interface NestedPackages {
  packages: readonly NestedPackage[];
  /** The changes without the new packages, and with a go.mod that knows where these are. */
  files: FileChange[];
  /** The file of the tree that one of the nested modules stands for; null for any other path. */
  original(absolute: string): string | null;
}

/** @returns null when every changed Go file of the module lies in a directory that exists */
export function nestNewPackages(
  root: string,
  module: GoModule,
  files: readonly FileChange[],
  directory: string,
): NestedPackages | null {
  const isNew = ({ file, after }: FileChange) =>
    after !== null &&
    file.endsWith('.go') &&
    !file.startsWith(inModule(module, 'vendor/')) &&
    isBelow(posix.dirname(file), module.directory) &&
    !existsSync(join(root, posix.dirname(file)));
  const added = files.filter(isNew);
  if (added.length === 0) return null;
  const modFile = inModule(module, 'go.mod');
  const mod = files.find(({ file }) => file === modFile)?.after ?? readFileSync(join(root, modFile), 'utf8');
  const [version = ''] = goLines(mod).split(' ');
  const inner = [...new Set(added.map(({ file }) => posix.dirname(file)))];
  const packages = inner.map((path, index): NestedPackage => {
    const at = join(directory, `new-${index}`);
    const importPath = posix.join(module.path, posix.relative(module.directory, path));
    mkdirSync(at, { recursive: true });
    writeFileSync(join(at, 'go.mod'), `module ${importPath}\n${version === '' ? '' : `\ngo ${version}\n`}`);
    return { path: importPath, directory: at };
  });
  const originals = new Map<string, string>();
  for (const { file, after } of added) {
    const at = join(packages[inner.indexOf(posix.dirname(file))]!.directory, posix.basename(file));
    writeFileSync(at, after!);
    originals.set(at, file);
  }
  const lines = packages.map(
    ({ path, directory: at }) => `\nrequire ${path} v0.0.0\n\nreplace ${path} v0.0.0 => ${at}\n`,
  );
  const isMod = ({ file }: FileChange) => file === modFile;
  return {
    packages,
    files: [
      ...files.filter((change) => !isNew(change) && !isMod(change)),
      { file: modFile, before: mod, after: mod + lines.join('') },
    ],
    original: (absolute) => originals.get(absolute) ?? null,
  };
}

function isBelow(directory: string, parent: string): boolean {
  return parent === '.' || directory === parent || directory.startsWith(`${parent}/`);
}
