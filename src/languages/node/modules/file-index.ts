/** Questions about which files exist, answered from the workspace's listing alone. */
import { posix } from 'node:path';
import type { ListedFile } from '../../../model/source-file.js';

export interface FileIndex {
  has(path: string): boolean;
  /** Files below a directory at any depth, sorted; `.` is the root. */
  under(directory: string): readonly string[];
  hasDirectory(directory: string): boolean;
}

/** Directory of a path; `.` at the root. */
export function directoryOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '.' : path.slice(0, slash);
}

/** Joins and normalises; a result outside the root starts with `..`. */
export function joinPath(...parts: string[]): string {
  const joined = posix.normalize(posix.join(...parts));
  return joined.length > 1 && joined.endsWith('/') ? joined.slice(0, -1) : joined;
}

/** Whether `path` is the directory or lies below it. */
export function isWithin(path: string, directory: string): boolean {
  return directory === '.' || path === directory || path.startsWith(`${directory}/`);
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
