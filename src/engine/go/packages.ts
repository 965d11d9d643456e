/** The packages of one module as Go lists them, and which of them some changes can affect. */
import { posix, relative, sep } from 'node:path';
import { z } from 'zod';
import type { FileChange } from '../../model/change.js';

const packageError = z.object({ Pos: z.string().optional(), Err: z.string() });
const listedPackage = z.object({
  ImportPath: z.string(),
  Name: z.string().optional(),
  Standard: z.boolean().optional(),
  Dir: z.string().optional(),
  ForTest: z.string().optional(),
  DepOnly: z.boolean().optional(),
  IgnoredGoFiles: z.array(z.string()).optional(),
  Imports: z.array(z.string()).optional(),
  Error: packageError.nullish(),
  DepsErrors: z.array(packageError).nullish(),
});

export type ListedPackage = z.infer<typeof listedPackage>;

/** Arguments of `go list` for `readPackages`; `-test` names the variants that tests are compiled in. */
export const LIST_FLAGS = [
  '-e',
  '-deps',
  '-test',
  '-json=ImportPath,Name,Standard,Dir,ForTest,DepOnly,IgnoredGoFiles,Imports,Error,DepsErrors',
];

/** @throws ZodError when it is not what `go list` with `LIST_FLAGS` prints */
export function readPackages(output: string): ListedPackage[] {
  return output
    .split(/^(?=\{)/m)
    .filter((text) => text.trim() !== '')
    .map((text) => listedPackage.parse(JSON.parse(text)));
}

/** Errors that keep packages of the module from loading. */
export function loadErrors(packages: readonly ListedPackage[]): { position: string; text: string }[] {
  const errors = packages
    .filter((one) => !one.DepOnly)
    .flatMap((one) => [...(one.Error ? [one.Error] : []), ...(one.DepsErrors ?? [])])
    .map(({ Pos, Err }) => ({ position: Pos ?? '', text: Err }));
  return [...new Map(errors.map((error) => [`${error.position} ${error.text}`, error])).values()];
}

/**
 * Import paths of the module's packages that can behave differently: those with changed files, those that get another
 * version of a dependency, and all that import them, tests included. Packages that do not load are left out.
 * @param packages of the tree as it would be
 * @param before of the untouched tree
 * @param root absolute, of the paths of `files`
 */
export function affectedPackages(
  packages: readonly ListedPackage[],
  before: readonly ListedPackage[],
  files: readonly FileChange[],
  root: string,
): string[] {
  const changed = new Set(files.filter(isGoSource).map(({ file }) => posix.dirname(file)));
  const placeBefore = new Map(before.map((one) => [one.ImportPath, one.Dir]));
  const importers = new Map<string, ListedPackage[]>();
  for (const one of packages)
    for (const path of one.Imports ?? []) importers.set(path, [...(importers.get(path) ?? []), one]);
  const affected = new Set(
    packages.filter(
      (one) => placeBefore.get(one.ImportPath) !== one.Dir || changed.has(packageDirectory(one, root)),
    ),
  );
  for (const one of affected)
    for (const importer of importers.get(one.ImportPath) ?? []) affected.add(importer);
  const hit = new Set([...affected].map((one) => one.ForTest || one.ImportPath.replace(/\.test$/, '')));
  return packages
    .filter((one) => !one.DepOnly && !one.ForTest && !one.Error && !one.DepsErrors?.length)
    .map((one) => one.ImportPath)
    .filter((path) => hit.has(path));
}

/** Changed files that no build on this platform takes, relative to the root. */
export function unbuiltFiles(
  packages: readonly ListedPackage[],
  files: readonly FileChange[],
  root: string,
): string[] {
  const ignored = new Set(
    packages.flatMap((one) =>
      (one.IgnoredGoFiles ?? []).map((name) => posix.join(packageDirectory(one, root), name)),
    ),
  );
  return files.filter((change) => isGoSource(change) && ignored.has(change.file)).map(({ file }) => file);
}

/** Where a package stands, relative to a root: POSIX, with `..` when it stands elsewhere. */
export function packageDirectory({ Dir = '' }: ListedPackage, root: string): string {
  return relative(root, Dir).split(sep).join('/') || '.';
}

function isGoSource({ file }: FileChange): boolean {
  return file.endsWith('.go');
}
