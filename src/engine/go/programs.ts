/** Which programs of a module have to be linked to know that all of them can be. */
import { posix } from 'node:path';
import type { FileChange } from '../../model/change.js';
import { type ListedPackage, packageDirectory } from './packages.js';

/** Programs among some packages. */
export function programsAmong(packages: readonly ListedPackage[], paths: readonly string[]): string[] {
  const wanted = new Set(paths);
  return packages
    .filter((one) => one.Name === 'main' && wanted.has(one.ImportPath))
    .map((one) => one.ImportPath);
}

/**
 * Fewest programs, nearly, that together hold every package of other modules that is new or of another version. What we
 * write is plain Go, without the assembly, cgo and `go:linkname` that a linker can stumble over, so only these can bring
 * an error that compiling does not show; and one program with them shows it for all.
 * @param packages of the tree as it would be
 * @param before of the untouched tree
 * @param programs import paths to choose from
 * @param files what changes
 * @param root absolute, of the paths of `files`
 */
export function programsToLink(
  packages: readonly ListedPackage[],
  before: readonly ListedPackage[],
  programs: readonly string[],
  files: readonly FileChange[],
  root: string,
): string[] {
  const risky = newPackages(packages, before, files, root);
  const imports = new Map(packages.map((one) => [one.ImportPath, one.Imports ?? []]));
  const left = programs.map((program) => ({
    program,
    holds: [...reachable(program, imports)].filter((path) => risky.has(path)),
  }));
  const chosen: string[] = [];
  while (risky.size > 0) {
    const gain = ({ holds }: (typeof left)[number]) => holds.filter((path) => risky.has(path)).length;
    const best = left.reduce((a, b) => (gain(b) > gain(a) ? b : a), { program: '', holds: [] });
    if (gain(best) === 0) break;
    chosen.push(best.program);
    for (const path of best.holds) risky.delete(path);
  }
  return chosen;
}

/** Import paths of packages from elsewhere that are not what they were. */
function newPackages(
  packages: readonly ListedPackage[],
  before: readonly ListedPackage[],
  files: readonly FileChange[],
  root: string,
): Set<string> {
  const places = new Map(before.map((one) => [one.ImportPath, one.Dir]));
  const changed = new Set(files.map(({ file }) => posix.dirname(file)));
  const isVendored = (directory: string) => /(?:^|\/)vendor\//.test(directory);
  return new Set(
    packages
      .filter((one) => {
        const directory = packageDirectory(one, root);
        if (one.Standard) return false;
        return isVendored(directory)
          ? changed.has(directory) || places.get(one.ImportPath) !== one.Dir
          : !changed.has(directory) && places.get(one.ImportPath) !== one.Dir;
      })
      .map((one) => one.ImportPath),
  );
}

function reachable(from: string, imports: ReadonlyMap<string, readonly string[]>): Set<string> {
  const seen = new Set([from]);
  for (const path of seen) for (const next of imports.get(path) ?? []) seen.add(next);
  return seen;
}
