/** Questions about which files exist, answered from the workspace's listing alone. */

import { directoryOf } from '../../../model/relative-path.js';
import type { ListedFile } from '../../../model/source-file.js';

export interface FileIndex {
  has(path: string): boolean;
  /** Files below a directory at any depth, sorted; `.` is the root. */
  under(directory: string): readonly string[];
  hasDirectory(directory: string): boolean;
}

/** The directory and those above it, nearest first, down to the root. */
export function ancestors(directory: string): string[] {
  const found = [directory];
  let current = directory;
  while (current !== '.' && current !== '' && current !== '/') {
    current = directoryOf(current);
    found.push(current);
  }
  return found;
}

function firstAtOrAfter(sorted: readonly string[], key: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Indexes the listing. */
export function createFileIndex(files: readonly ListedFile[]): FileIndex {
  const sorted = files.map(({ path }) => path).sort();
  const all = new Set(sorted);
  const startOf = (directory: string) => firstAtOrAfter(sorted, `${directory}/`);
  return {
    has: (path) => all.has(path),
    under(directory) {
      if (directory === '.') return sorted;
      const start = startOf(directory);
      return sorted.slice(start, firstAtOrAfter(sorted, `${directory}0`));
    },
    hasDirectory: (directory) =>
      directory === '.' || (sorted[startOf(directory)]?.startsWith(`${directory}/`) ?? false),
  };
}
