/** Committed applies that can be taken back, numbered, the newest last. */
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { removeJournal } from './journal.js';
import type { StateDirectory } from './state-directory.js';

/** How many applies are kept unless told. */
export const KEPT_APPLIES = 10;

/** Folder in an entry which says that it was taken back; it holds the journal of that. */
const UNDONE = 'undone';

/** Where the next apply is kept; the parent is made. */
export function nextEntry(state: StateDirectory): string {
  mkdirSync(state.history, { recursive: true, mode: 0o700 });
  const last = Number(names(state).at(-1) ?? 0);
  return join(state.history, String(last + 1).padStart(6, '0'));
}

/** Where the journal of taking an entry back is kept. */
export function undoneEntry(entry: string): string {
  return join(entry, UNDONE);
}

/** @returns the newest apply that was not taken back */
export function lastEntry(state: StateDirectory): string | null {
  const entries = names(state).map((name) => join(state.history, name));
  return entries.findLast((entry) => !existsSync(undoneEntry(entry))) ?? null;
}

/** Forgets what was taken back and all but the newest applies. */
export function pruneHistory(state: StateDirectory, keep: number): void {
  const entries = names(state).map((name) => join(state.history, name));
  const undone = entries.filter((entry) => existsSync(undoneEntry(entry)));
  const live = entries.filter((entry) => !undone.includes(entry));
  for (const entry of [...undone, ...live.slice(0, Math.max(0, live.length - keep))]) removeJournal(entry);
}

/** Removes what a process that was killed has left of journals that were being drafted or removed. */
export function sweepState(state: StateDirectory): void {
  for (const directory of [state.path, state.history]) {
    if (!existsSync(directory)) continue;
    for (const name of readdirSync(directory))
      if (/\.(new|old)-[0-9a-f]+$/.test(name))
        rmSync(join(directory, name), { recursive: true, force: true });
  }
}

function names(state: StateDirectory): string[] {
  if (!existsSync(state.history)) return [];
  return readdirSync(state.history)
    .filter((name) => /^\d{6,}$/.test(name))
    .sort((a, b) => Number(a) - Number(b));
}
