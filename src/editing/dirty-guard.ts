/** Which of the files that apply would touch hold work that git could not give back. */
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { type DirtyState, parseStatus } from './git-status.js';
import { runGit } from './safe-git.js';

export interface DirtyFile {
  /** Relative to the root, POSIX. */
  file: string;
  state: DirtyState;
}

export interface DirtyReport {
  /** Sorted by path. */
  dirty: DirtyFile[];
  /** Files in a repository that git refuses to look at ("dubious ownership", no git), with what it says. */
  unknown: { file: string; reason: string }[];
}

/** Bytes of file names per command line; Windows takes 32 kB in all. */
const BATCH_BYTES = 20_000;

/**
 * Asks git about these files alone. Nothing is dirty outside a work tree, and a file that does not exist is dirty only
 * when it was deleted without a commit. Files in submodules are asked of the submodule. Nothing is written.
 * @param files relative to the root, POSIX
 */
export function findDirtyFiles(root: string, files: readonly string[]): DirtyReport {
  const report: DirtyReport = { dirty: [], unknown: [] };
  const real = realpathSync(root);
  for (const [repository, members] of groupByRepository(real, files)) {
    const inner = new Map(
      members.map((file) => [relative(repository, join(real, file)).split(sep).join('/'), file]),
    );
    for (const batch of batches([...inner.keys()])) {
      const states = statusOf(repository, batch);
      if (typeof states === 'string')
        report.unknown.push(...batch.map((path) => ({ file: inner.get(path)!, reason: states })));
      else
        for (const [path, state] of states) {
          const file = inner.get(path);
          if (file !== undefined) report.dirty.push({ file, state });
        }
    }
  }
  report.dirty.sort((a, b) => (a.file < b.file ? -1 : 1));
  return report;
}

/** @returns states by path relative to the repository's directory, or what git complains about */
function statusOf(repository: string, paths: readonly string[]): Map<string, DirtyState> | string {
  const status = runGit(repository, [
    ...['--literal-pathspecs', 'status', '--porcelain=v2', '-z'],
    ...['--untracked-files=all', '--ignored=matching', '--no-renames', '--', ...paths],
  ]);
  if (!status.ok) return status.message;
  // Paths are relative to the top of the work tree, which is further up when this `.git` was none.
  const prefix = runGit(repository, ['rev-parse', '--show-prefix']);
  if (!prefix.ok) return prefix.message;
  return parseStatus(status.output, prefix.output.replace(/\n$/, ''), paths);
}

/** Files by the directory of the nearest `.git` above them; those without one are left out. */
function groupByRepository(root: string, files: readonly string[]): Map<string, string[]> {
  const known = new Map<string, string | null>();
  const repositoryOf = (directory: string): string | null => {
    const cached = known.get(directory);
    if (cached !== undefined) return cached;
    const parent = dirname(directory);
    const found = existsSync(join(directory, '.git'))
      ? directory
      : parent === directory
        ? null
        : repositoryOf(parent);
    known.set(directory, found);
    return found;
  };
  const groups = new Map<string, string[]>();
  for (const file of files) {
    const repository = repositoryOf(dirname(join(root, file)));
    if (repository !== null) groups.set(repository, [...(groups.get(repository) ?? []), file]);
  }
  return groups;
}

function batches(paths: readonly string[]): string[][] {
  const all: string[][] = [];
  let size = BATCH_BYTES;
  for (const path of paths) {
    const bytes = Buffer.byteLength(path) + 1;
    if (size + bytes > BATCH_BYTES) {
      all.push([]);
      size = 0;
    }
    all.at(-1)?.push(path);
    size += bytes;
  }
  return all;
}
