/** Stage, verify, commit: the tree is the old one or the new one, whatever happens. */
import type { FileChange } from '../model/change.js';
import { type CommitOutcome, commitWrites } from './commit-writes.js';
import { fileBytes } from './file-bytes.js';
import { KEPT_APPLIES, nextEntry, pruneHistory } from './history.js';
import type { FileWrite } from './journal.js';
import type { SignalShield } from './signal-shield.js';
import { type StagedTree, type StageOptions, withStagedTree } from './staged-tree.js';
import { type StateDirectory, type StateOptions, stateDirectory } from './state-directory.js';
import type { OnStep } from './step.js';
import { differsFrom, readTarget, type TargetProblem } from './target.js';
import { type Locked, withLock } from './with-lock.js';

export interface Verdict {
  ok: boolean;
  /** Why not; shown to the user. */
  reason?: string;
}

export interface TransactionOptions extends StateOptions {
  /** Judges the result before anything is written. `signal` is aborted by Ctrl-C; the verdict then no longer counts. */
  verify?: (tree: StagedTree, signal: AbortSignal) => Promise<Verdict>;
  /** How the tree that `verify` sees is copied. */
  stage?: StageOptions;
  /** Applies that can be taken back; 10 unless told. */
  keep?: number;
  onStep?: OnStep;
}

export type ApplyResult =
  | {
      status: 'committed';
      files: string[];
      /** A signal that came too late to stop it: the caller should end now. */
      interrupted: NodeJS.Signals | null;
    }
  | { status: 'unchanged' }
  | { status: 'rejected'; reason: string }
  | Exclude<CommitOutcome, { status: 'committed' }>
  | Locked;

/**
 * Writes files, all or none. Each has to be as its `before` says, below the root, and behind no symbolic link; mode and
 * owner are kept. SIGINT, SIGTERM and SIGHUP either stop it before the first file is replaced or are reported afterwards.
 * What it did can be taken back by `undoLast`.
 * @throws what `verify` throws; errors of the disk are results
 */
export async function applyFiles(
  root: string,
  files: readonly FileChange[],
  options: TransactionOptions = {},
): Promise<ApplyResult> {
  const changed = files.filter((change) => change.before !== change.after);
  if (changed.length === 0) return { status: 'unchanged' };
  const state = stateDirectory(root, options);
  let shield: SignalShield | undefined;
  const result = await withLock(state, options.onStep ?? (() => {}), (raised) => {
    shield = raised;
    return apply(state, changed, options, raised);
  });
  // Only now: a signal during the last synchronous stretch is noticed when the shield is lifted.
  if (result.status === 'committed') result.interrupted = shield?.received() ?? null;
  return result;
}

async function apply(
  state: StateDirectory,
  changes: readonly FileChange[],
  options: TransactionOptions,
  shield: SignalShield,
): Promise<ApplyResult> {
  const planned = changes.map((change) => planWrite(state.root, change));
  const problems = planned.flatMap((plan) => ('reason' in plan ? [plan] : []));
  if (problems.length > 0) return { status: 'stale', problems };
  const verdict = await verifyStaged(state, changes, options, shield);
  const signal = shield.received();
  if (signal !== null) return { status: 'interrupted', signal };
  if (!verdict.ok) return { status: 'rejected', reason: verdict.reason ?? 'verification failed' };
  const outcome = await commitWrites({
    state,
    kind: 'apply',
    writes: planned.flatMap((plan) => ('reason' in plan ? [] : [plan])),
    abandoned: [],
    keepJournalAt: nextEntry(state),
    shield,
    onStep: options.onStep ?? (() => {}),
  });
  if (outcome.status !== 'committed') return outcome;
  pruneHistory(state, options.keep ?? KEPT_APPLIES);
  return { status: 'committed', files: changes.map((change) => change.file), interrupted: null };
}

function planWrite(root: string, change: FileChange): FileWrite | TargetProblem {
  const { file, before, after } = change;
  const expected = before === null ? null : fileBytes(change, before);
  const target = readTarget(root, file);
  const reason = differsFrom(expected, target);
  if (reason !== null) return { file, reason };
  const content = target.kind === 'file' ? target.content : null;
  return {
    file,
    before: content,
    after: after === null ? null : { bytes: fileBytes(change, after), keep: content?.keep ?? null },
  };
}

/** Ctrl-C does not wait for a compiler: it ends with the terminal's process group, and we clean up at once. */
async function verifyStaged(
  { root }: StateDirectory,
  changes: readonly FileChange[],
  { verify, stage }: TransactionOptions,
  { signal }: SignalShield,
): Promise<Verdict> {
  if (!verify) return { ok: true };
  if (signal.aborted) return { ok: false };
  const stopped = new Promise<Verdict>((resolve) => {
    signal.addEventListener('abort', () => resolve({ ok: false }), { once: true });
  });
  return withStagedTree(root, changes, (tree) => Promise.race([verify(tree, signal), stopped]), stage);
}
