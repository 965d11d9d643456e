import { posix } from 'node:path';

/**
 * Joins POSIX paths below the scanned root; `.` is the root.
 * @returns null when the result lies outside the root, or an absolute part was given
 */
export function joinInRoot(...parts: string[]): string | null {
  if (parts.some((part) => part.startsWith('/'))) return null;
  const joined = posix.normalize(parts.join('/') || '.').replace(/\/$/, '');
  return joined === '..' || joined.startsWith('../') ? null : joined || '.';
}
