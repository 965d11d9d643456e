/** What git knows of the tree before: the other side of `--since` and `--staged`. */
import { resolve } from 'node:path';
import { runGit } from '../../editing/safe-git.js';

export type CompareWith =
  /** The worktree against the merge base of a ref and HEAD. */
  | { kind: 'since'; ref: string }
  /** The index against HEAD. */
  | { kind: 'staged' };

/** Two states of the tree, told by how they differ from the files on disk. Paths are relative to the root. */
export interface TreeComparison {
  /** Path → text of what is judged, where that is not what is on disk; null: it is not part of it. */
  now: ReadonlyMap<string, string | null>;
  /** Path → text before, for every path that differs from `now`; null: it was not there. */
  before: ReadonlyMap<string, string | null>;
  /** New path → old path. */
  renamed: ReadonlyMap<string, string>;
}

export type ComparisonProblem = 'no-repository' | 'unknown-ref' | 'no-merge-base';

/** @param wanted whether a path is linted: of others no text is read */
export function compareWithGit(
  root: string,
  against: CompareWith,
  wanted: (path: string) => boolean,
): TreeComparison | { problem: ComparisonProblem; reason: string } {
  const top = runGit(root, ['rev-parse', '--show-toplevel']);
  if (!top.ok) return { problem: 'no-repository', reason: top.message };
  // A hook that runs during `git commit -a` is told of an index that is not the repository's own.
  const given = against.kind === 'staged' ? process.env.GIT_INDEX_FILE : undefined;
  const index = given === undefined ? undefined : resolve(top.output.trim(), given);
  const git = (...args: string[]) => runGit(root, args, index);
  const base = against.kind === 'staged' ? headOrEmpty(git) : mergeBase(git, against.ref);
  if (typeof base !== 'string') return base;

  const names = (...args: string[]) =>
    statusList(git('diff', '--name-status', '-z', '-M', '--relative', '--no-ext-diff', ...args));
  const text = (object: string) => {
    const shown = git('cat-file', 'blob', object);
    return shown.ok ? shown.output.replace(/^\uFEFF/, '') : null;
  };
  const now = new Map<string, string | null>();
  if (against.kind === 'staged') {
    for (const { path } of names('--no-renames')) if (wanted(path)) now.set(path, text(`:./${path}`));
    for (const path of untracked(git)) if (wanted(path)) now.set(path, null);
  }
  const before = new Map<string, string | null>();
  const renamed = new Map<string, string>();
  for (const { path, old } of names(...(against.kind === 'staged' ? ['--cached'] : []), base)) {
    if (old !== null) renamed.set(path, old);
    if (old !== null && wanted(old)) before.set(old, text(`${base}:./${old}`));
    if (wanted(path)) before.set(path, old === null ? text(`${base}:./${path}`) : null);
  }
  if (against.kind === 'since') for (const path of untracked(git)) if (wanted(path)) before.set(path, null);
  return { now, before, renamed };
}

type Git = (...args: string[]) => ReturnType<typeof runGit>;

/** The tree of an empty repository: https://git-scm.com/docs/git-hash-object of nothing. */
const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

function headOrEmpty(git: Git): string {
  return git('rev-parse', '--verify', '--quiet', 'HEAD').ok ? 'HEAD' : EMPTY_TREE;
}

function mergeBase(git: Git, ref: string): string | { problem: ComparisonProblem; reason: string } {
  const commit = git('rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`);
  if (!commit.ok) return { problem: 'unknown-ref', reason: commit.message };
  const base = git('merge-base', commit.output.trim(), 'HEAD');
  return base.ok ? base.output.trim() : { problem: 'no-merge-base', reason: base.message };
}

function untracked(git: Git): string[] {
  const listed = git('ls-files', '-z', '--others', '--exclude-standard');
  return listed.ok ? listed.output.split('\0').filter((path) => path !== '') : [];
}

/** Reads `git diff --name-status -z`: a status, then one path, or two for a rename or copy. */
function statusList(answer: ReturnType<typeof runGit>): { path: string; old: string | null }[] {
  if (!answer.ok) return [];
  const fields = answer.output.split('\0');
  const list: { path: string; old: string | null }[] = [];
  for (let i = 0; i + 1 < fields.length; ) {
    const status = fields[i]!;
    if (status.startsWith('R')) {
      list.push({ path: fields[i + 2]!, old: fields[i + 1]! });
      i += 3;
    } else {
      list.push({ path: fields[i + 1]!, old: null });
      i += 2;
    }
  }
  return list;
}
