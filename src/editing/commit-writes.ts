/** Changes many files as one. */
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { syncDirectory, writeDurably } from './durable-write.js';
import { draftJournal, type FileWrite, type Journal, type JournalEntry, writeJournal } from './journal.js';
import { removeEmptyDirectories, rollBack, temporaryPath } from './roll-back.js';
import type { SignalShield } from './signal-shield.js';
import type { StateDirectory } from './state-directory.js';
import type { OnStep } from './step.js';
import { syncParents } from './sync-parents.js';
import { findUnexpected, missingDirectories, type TargetProblem } from './target.js';

export interface CommitRequest {
  state: StateDirectory;
  kind: Journal['kind'];
  writes: readonly FileWrite[];
  /** Directories to remove when they are empty in the end; relative to the root, parents first. */
  abandoned: readonly string[];
  /** Where the journal goes: moving it there is the moment from which the change counts as made. */
  keepJournalAt: string;
  shield: SignalShield;
  onStep: OnStep;
}

export type CommitOutcome =
  | { status: 'committed' }
  /** Files are not as expected; nothing was written. */
  | { status: 'stale'; problems: TargetProblem[] }
  /** A signal came before the first file was replaced; everything is as before. */
  | { status: 'interrupted'; signal: NodeJS.Signals }
  /** An error of the disk; `restored` is false when even putting the files back failed, and `recover` has to. */
  | { status: 'failed'; error: Error; restored: boolean };

/** How many files are written at once: what they wait for is the disk. */
const WRITERS = 8;

/**
 * Writes the journal, prepares every file beside the one that it replaces, and then replaces all in one turn of the event
 * loop, in which no signal handler can run. The caller holds the lock.
 */
export async function commitWrites(request: CommitRequest): Promise<CommitOutcome> {
  const { state, writes, shield, onStep } = request;
  const problems = findUnexpected(state.root, writes);
  if (problems.length > 0) return { status: 'stale', problems };
  try {
    const journal = await openJournal(request);
    await stage(state.root, journal, writes, onStep);
    const stopped = await shield.notice();
    const changed = findUnexpected(state.root, writes);
    onStep('checked');
    if (stopped !== null || changed.length > 0) {
      await rollBack(state, onStep);
      return stopped === null
        ? { status: 'stale', problems: changed }
        : { status: 'interrupted', signal: stopped };
    }
    replaceAll(request, journal);
    return { status: 'committed' };
  } catch (thrown) {
    return { status: 'failed', error: asError(thrown), restored: await tryRollBack(state, onStep) };
  }
}

async function openJournal({ state, kind, writes, onStep }: CommitRequest): Promise<Journal> {
  const made = writes.filter((write) => write.after !== null).map((write) => write.file);
  const directories = missingDirectories(state.root, made);
  const draft = draftJournal({ kind, root: state.root, directories }, writes);
  const steps = ['before-kept', 'journal-drafted'] as const;
  let passed = 0;
  await writeJournal(state.pending, draft, () => onStep(steps[passed++]!));
  onStep('journal-written');
  for (const directory of directories) {
    mkdirSync(join(state.root, directory), { recursive: true });
    syncDirectory(dirname(join(state.root, directory)));
    onStep('directory-made', directory);
  }
  return draft.journal;
}

async function stage(
  root: string,
  journal: Journal,
  writes: readonly FileWrite[],
  onStep: OnStep,
): Promise<void> {
  const queue = journal.entries.map((entry, index) => ({ entry, after: writes[index]?.after ?? null }));
  const work = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const { entry, after } = next;
      if (after === null) continue;
      const path = temporaryPath(root, entry);
      await writeDurably(path, after.bytes, after.keep, () => onStep('opened', entry.file));
      onStep('staged', entry.file);
    }
  };
  // All are awaited even when one fails: nobody may write any more when rolling back begins.
  const done = await Promise.allSettled(Array.from({ length: WRITERS }, work));
  const failed = done.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}

/** Synchronous from the first replaced file to the end of the journal, on purpose. */
function replaceAll(
  { state, abandoned, keepJournalAt, onStep }: CommitRequest,
  { entries, directories }: Journal,
): void {
  for (const entry of entries) replaceOne(state.root, entry, onStep);
  removeEmptyDirectories(state.root, abandoned);
  onStep('directories-removed');
  syncParents(state.root, [...entries.map((entry) => entry.file), ...directories, ...abandoned]);
  onStep('synced');
  renameSync(state.pending, keepJournalAt);
  syncDirectory(dirname(keepJournalAt));
  onStep('committed');
}

function replaceOne(root: string, entry: JournalEntry, onStep: OnStep): void {
  const path = join(root, entry.file);
  if (entry.after === null) rmSync(path);
  else renameSync(temporaryPath(root, entry), path);
  onStep(entry.after === null ? 'removed' : 'written', entry.file);
}

async function tryRollBack(state: StateDirectory, onStep: OnStep): Promise<boolean> {
  try {
    await rollBack(state, onStep);
    return true;
  } catch {
    // The first error is the one to report; the journal stays, and the next start tries again.
    return false;
  }
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
