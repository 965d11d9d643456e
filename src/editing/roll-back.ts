/** Takes a journalled change back, from whatever point it had come to. */
import { mkdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeDurably } from './durable-write.js';
import { type FileContent, type JournalEntry, readBefore, readJournal, removeJournal } from './journal.js';
import { contentHash } from './source-text.js';
import type { StateDirectory } from './state-directory.js';
import type { OnStep } from './step.js';
import { syncParents } from './sync-parents.js';
import { readTarget, type TargetProblem } from './target.js';

export interface RollBackResult {
  /** Files that were put back. */
  restored: string[];
  /** Files that are neither as before nor as after: someone else has changed them, and they stay as they are. */
  left: TargetProblem[];
}

/**
 * Puts every file of the pending journal back, then removes the journal. May itself be stopped at any point and begun
 * again. Without a pending journal it does nothing.
 * @throws when a file cannot be written; the journal then stays for the next attempt
 */
export async function rollBack(state: StateDirectory, onStep: OnStep): Promise<RollBackResult> {
  const result: RollBackResult = { restored: [], left: [] };
  const journal = readJournal(state.pending);
  if (journal === null) return result;
  const { entries, directories } = journal;
  const before = readBefore(state.pending, journal);
  for (const entry of entries) rmSync(temporaryPath(state.root, entry), { force: true });
  onStep('cleaned');
  for (const entry of entries) {
    const action = decide(state.root, entry);
    if (typeof action !== 'string') result.left.push(action);
    if (action !== 'restore') continue;
    await restore(state.root, entry, before.get(entry.file) ?? null, onStep);
    result.restored.push(entry.file);
    onStep('restored', entry.file);
  }
  removeEmptyDirectories(state.root, directories);
  syncParents(
    state.root,
    entries.map((entry) => entry.file),
  );
  onStep('synced');
  removeJournal(state.pending);
  onStep('journal-removed');
  return result;
}

/** The file in which the new bytes of an entry are prepared. */
export function temporaryPath(root: string, entry: JournalEntry): string {
  return join(root, dirname(entry.file), entry.temporary);
}

/**
 * Removes those directories that are empty.
 * @param directories relative to the root, parents first
 */
export function removeEmptyDirectories(root: string, directories: readonly string[]): void {
  for (const directory of directories.toReversed()) {
    try {
      rmdirSync(join(root, directory));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // In use by now, or gone: both are fine. ENOTDIR: someone put something else there.
      if (!['ENOTEMPTY', 'EEXIST', 'ENOENT', 'ENOTDIR'].includes(code ?? '')) throw error;
    }
  }
}

function decide(root: string, { file, before, after }: JournalEntry): 'keep' | 'restore' | TargetProblem {
  const state = readTarget(root, file);
  if (state.kind === 'refused') return { file, reason: state.reason };
  if (state.kind === 'absent') {
    if (before === null) return 'keep';
    return after === null ? 'restore' : { file, reason: 'someone has removed it since' };
  }
  const hash = contentHash(state.content.bytes);
  const sameMode = state.content.keep.mode === before?.keep.mode;
  // Where the change is one of mode alone, only the mode tells.
  if (hash === before?.hash && (sameMode || hash !== after?.hash)) return 'keep';
  return hash === after?.hash ? 'restore' : { file, reason: 'someone has changed it since' };
}

async function restore(
  root: string,
  entry: JournalEntry,
  before: FileContent | null,
  onStep: OnStep,
): Promise<void> {
  const path = join(root, entry.file);
  if (before === null) {
    rmSync(path);
    return;
  }
  mkdirSync(dirname(path), { recursive: true });
  const temporary = temporaryPath(root, entry);
  await writeDurably(temporary, before.bytes, before.keep, () => onStep('opened', entry.file));
  onStep('staged', entry.file);
  renameSync(temporary, path);
}
