import type { GoTree } from './go-tree.js';

/** The files of a package and of every package of the tree that it imports, directly or not. */
export function closure(tree: GoTree, directory: string): string[] {
  const seen = new Set<string>();
  const files: string[] = [];
  const visit = (at: string): void => {
    if (seen.has(at)) return;
    seen.add(at);
    const { files: own, paths } = tree.imports(at);
    files.push(...own);
    for (const path of paths) {
      const next = tree.directoryOf(path);
      if (next !== null) visit(next);
    }
  };
  visit(directory);
  return files;
}
