import { printable } from '../shared/printable.js';

/** A word as one writes it for a POSIX shell. */
export function shellWord(word: string): string {
  const safe = printable(word);
  return /^[\w@%+=:,./-]+$/.test(safe) ? safe : `'${safe.replaceAll("'", "'\\''")}'`;
}
