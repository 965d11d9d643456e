/** Takes the last apply back. */
import { type CommitOutcome, commitWrites } from './commit-writes.js';
import { lastEntry, pruneHistory, undoneEntry } from './history.js';
import { type FileContent, type FileWrite, type JournalEntry, readBefore, readJournal } from './journal.js';
import type { SignalShield } from './signal-shield.js';
import { contentHash } from './source-text.js';
import { type StateDirectory, type StateOptions, stateDirectory } from './state-directory.js';
import type { OnStep } from './step.js';
import { readTarget, type TargetProblem } from './target.js';
import { type Locked, withLock } from './with-lock.js';

export interface UndoOptions extends StateOptions {
  /** Also takes back files that were changed since: these later changes are lost. */
  force?: boolean;
  onStep?: OnStep;
}

export type UndoResult =
  | {
      status: 'undone';
      /** Files that were put back or removed; those that were as before already are not among them. */
      files: string[];
      /** When the apply was made, ISO 8601. */
      appliedAt: string;
      interrupted: NodeJS.Signals | null;
    }
  | { status: 'nothing-to-undo' }
  /** Nothing was written: these files were changed since. */
  | { status: 'changed-since'; problems: TargetProblem[] }
  | Exclude<CommitOutcome, { status: 'committed' }>
  | Locked;

/**
 * Gives every file of the last committed apply its bytes, mode and owner back, removes those that it created and the
 * directories that it made for them, when empty. Safe against crashes and signals like the apply itself. The next call
 * takes the apply before that back.
 * @throws when the kept bytes are damaged
 */
export async function undoLast(root: string, options: UndoOptions = {}): Promise<UndoResult> {
  const state = stateDirectory(root, options);
  let shield: SignalShield | undefined;
  const result = await withLock(state, options.onStep ?? (() => {}), (raised) => {
    shield = raised;
    return undo(state, options, raised);
  });
  if (result.status === 'undone') result.interrupted = shield?.received() ?? null;
  return result;
}

async function undo(state: StateDirectory, options: UndoOptions, shield: SignalShield): Promise<UndoResult> {
  const entry = lastEntry(state);
  const journal = entry === null ? null : readJournal(entry);
  if (entry === null || journal === null) return { status: 'nothing-to-undo' };
  const before = readBefore(entry, journal);
  const plans = journal.entries.map((of) =>
    planUndo(state.root, of, before.get(of.file) ?? null, options.force ?? false),
  );
  const problems = plans.flatMap((plan) => (typeof plan === 'object' && 'reason' in plan ? [plan] : []));
  if (problems.length > 0) return { status: 'changed-since', problems };
  const writes = plans.flatMap((plan) => (typeof plan === 'object' && 'before' in plan ? [plan] : []));
  const outcome = await commitWrites({
    state,
    kind: 'undo',
    writes,
    abandoned: journal.directories,
    keepJournalAt: undoneEntry(entry),
    shield,
    onStep: options.onStep ?? (() => {}),
  });
  if (outcome.status !== 'committed') return outcome;
  pruneHistory(state, Number.POSITIVE_INFINITY);
  const files = writes.map((write) => write.file);
  return { status: 'undone', files, appliedAt: journal.startedAt, interrupted: null };
}

function planUndo(
  root: string,
  { file, after }: JournalEntry,
  before: FileContent | null,
  force: boolean,
): FileWrite | TargetProblem | 'as-before' {
  const state = readTarget(root, file);
  if (state.kind === 'refused') return { file, reason: state.reason };
  const now = state.kind === 'file' ? state.content : null;
  if (isAsBefore(now, before)) return 'as-before';
  const reason = force ? null : changedSince(now, after?.hash ?? null, before);
  return reason === null ? { file, before: now, after: before } : { file, reason };
}

function isAsBefore(now: FileContent | null, before: FileContent | null): boolean {
  if (now === null || before === null) return now === before;
  return now.bytes.equals(before.bytes) && isExecutableAs(now, before);
}

/** Like git, only this bit of the mode is looked at: a checkout in between changes the rest by umask. */
function isExecutableAs(a: FileContent, b: FileContent): boolean {
  return ((a.keep.mode ^ b.keep.mode) & 0o111) === 0;
}

function changedSince(
  now: FileContent | null,
  after: string | null,
  before: FileContent | null,
): string | null {
  if (now === null) return after === null ? null : 'it was removed after the apply';
  if (after === null) return 'it was created again after the apply';
  if (contentHash(now.bytes) !== after) return 'it was changed after the apply';
  const flipped = before !== null && !isExecutableAs(now, before);
  return flipped ? 'its executable bit was changed after the apply' : null;
}
