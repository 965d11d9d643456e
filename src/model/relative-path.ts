/** Paths relative to the scanned root, POSIX; `.` is the root itself. */
import { posix } from 'node:path';

/** Directory of a path: `a/b/c` → `a/b`, `a` → `.`. */
export function directoryOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '.' : path.slice(0, slash);
}

/** Whether `path` is the directory or lies below it. */
export function isWithin(path: string, directory: string): boolean {
  return directory === '.' || path === directory || path.startsWith(`${directory}/`);
}

/** Joins and normalises; a result outside the root starts with `..`. */
export function joinPath(...parts: string[]): string {
  const joined = posix.normalize(posix.join(...parts));
  return joined.length > 1 && joined.endsWith('/') ? joined.slice(0, -1) : joined;
}
