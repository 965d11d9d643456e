/** Finds the changes that break a build, with few builds. */
import type { Change } from '../model/change.js';

export interface CheckFailure {
  /** Relative to the root, POSIX; null when the tool names none. */
  file: string | null;
  /** What the tool says. */
  text: string;
}

export interface CheckResult {
  /** True when the subset brings no error that the untouched tree does not have. */
  ok: boolean;
  /** New errors; may be empty, then nothing can be attributed. */
  failures?: readonly CheckFailure[];
}

export interface DroppedChange {
  change: Change;
  /** The errors that came with it. */
  error: string;
}

export interface BisectResult {
  /** In the order given. No dropped change can be added to them without an error. */
  kept: Change[];
  dropped: DroppedChange[];
  /** How many subsets were checked. */
  checks: number;
}

/** Judges the tree with only these changes, in the order given. It must answer the same for the same subset. */
export type Check = (subset: readonly Change[]) => Promise<CheckResult>;

/**
 * Drops as few changes as it can so that the rest passes. First everything at once; then all changes to files with
 * errors are set aside together; then, by halves, as many of these as possible are taken back. Deterministic.
 */
export async function findGoodSubset(changes: readonly Change[], check: Check): Promise<BisectResult> {
  const search = openSearch(changes, check);
  const whole = await search.check(new Set(changes));
  if (whole.ok) return search.result(new Set(changes));
  const { good, aside } = await setSuspectsAside(changes, whole, search);
  let kept = await search.grow(good, aside, aside.length === changes.length ? whole : null);
  // A change may have failed only for want of one that was taken back after it.
  let before: ReadonlySet<Change>;
  do {
    before = kept;
    for (const change of changes) if (!kept.has(change)) kept = await search.grow(kept, [change], null);
  } while (kept.size > before.size);
  return search.result(kept);
}

type Search = ReturnType<typeof openSearch>;

function openSearch(changes: readonly Change[], check: Check) {
  const known = new Map<string, CheckResult>();
  const errors = new Map<Change, string>();

  const checkOnce = async (subset: ReadonlySet<Change>): Promise<CheckResult> => {
    const ordered = changes.filter((change) => subset.has(change));
    const key = changes.map((change) => (subset.has(change) ? '1' : '0')).join('');
    const result = known.get(key) ?? (await check(ordered));
    known.set(key, result);
    return result;
  };

  /**
   * Adds as many candidates to a good subset as go together.
   * @param failed the result of all of them together with it, when known
   */
  const grow = async (
    good: ReadonlySet<Change>,
    candidates: readonly Change[],
    failed: CheckResult | null,
  ): Promise<ReadonlySet<Change>> => {
    if (candidates.length === 0) return good;
    const all = new Set([...good, ...candidates]);
    const result = failed ?? (await checkOnce(all));
    if (result.ok) return all;
    const [only] = candidates;
    if (candidates.length === 1 && only) {
      errors.set(only, errorText(only, result));
      return good;
    }
    const [first, second] = split(candidates, result);
    return grow(await grow(good, first, null), second, null);
  };

  const result = (kept: ReadonlySet<Change>): BisectResult => ({
    kept: changes.filter((change) => kept.has(change)),
    dropped: changes
      .filter((change) => !kept.has(change))
      .map((change) => ({ change, error: errors.get(change) ?? '' })),
    checks: known.size,
  });

  return { check: checkOnce, grow, result };
}

/** Removes the changes to files with errors, and those that then show errors, until the rest passes. */
async function setSuspectsAside(
  changes: readonly Change[],
  whole: CheckResult,
  search: Search,
): Promise<{ good: ReadonlySet<Change>; aside: readonly Change[] }> {
  let rest = [...changes];
  let result = whole;
  while (!result.ok) {
    const innocent = rest.filter((change) => !isSuspect(change, result));
    // Nothing to go by, or nothing left: start from the untouched tree.
    if (innocent.length === rest.length || innocent.length === 0) return { good: new Set(), aside: changes };
    rest = innocent;
    result = await search.check(new Set(rest));
  }
  const good = new Set(rest);
  return { good, aside: changes.filter((change) => !good.has(change)) };
}

/** Those without errors in their files first, when there are both kinds; else in halves. */
function split(candidates: readonly Change[], result: CheckResult): [readonly Change[], readonly Change[]] {
  const suspects = candidates.filter((change) => isSuspect(change, result));
  if (suspects.length > 0 && suspects.length < candidates.length)
    return [candidates.filter((change) => !suspects.includes(change)), suspects];
  const half = Math.ceil(candidates.length / 2);
  return [candidates.slice(0, half), candidates.slice(half)];
}

function isSuspect(change: Change, { failures }: CheckResult): boolean {
  const files = filesOf(change);
  return (failures ?? []).some((failure) => failure.file !== null && files.has(failure.file));
}

function errorText(change: Change, { failures = [] }: CheckResult): string {
  const files = filesOf(change);
  const own = failures.filter((failure) => failure.file !== null && files.has(failure.file));
  return (own.length > 0 ? own : failures).map((failure) => failure.text).join('\n');
}

function filesOf(change: Change): Set<string> {
  return new Set([...change.edits, ...change.creates].map((edit) => edit.file));
}
