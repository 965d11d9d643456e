/** The files that an apply names, as they are on disk. */
import { lstatSync, readFileSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import type { FileContent, FileWrite } from './journal.js';
import { isSafePath } from './safe-path.js';

export type TargetState =
  | { kind: 'file'; content: FileContent }
  | { kind: 'absent' }
  /** Something that is not written to. */
  | { kind: 'refused'; reason: string };

/** Why a file cannot be written. */
export interface TargetProblem {
  file: string;
  reason: string;
}

/**
 * Looks at a file without following a symbolic link anywhere below the root.
 * @param root absolute, without symbolic links
 */
export function readTarget(root: string, file: string): TargetState {
  if (!isSafePath(file))
    return { kind: 'refused', reason: 'it is no path below the root that may be written' };
  const parts = file.split('/');
  try {
    for (let depth = 1; depth < parts.length; depth++) {
      const directory = parts.slice(0, depth).join('/');
      const stat = look(root, directory);
      if (stat === undefined) return { kind: 'absent' };
      if (stat.isSymbolicLink()) return refused(`\`${directory}\` is a symbolic link`);
      if (!stat.isDirectory()) return refused(`\`${directory}\` is no directory`);
    }
    const stat = look(root, file);
    if (stat === undefined) return { kind: 'absent' };
    if (stat.isSymbolicLink()) return refused('it is a symbolic link');
    if (!stat.isFile()) return refused('it is no regular file');
    const keep = { mode: stat.mode & 0o7777, uid: stat.uid, gid: stat.gid };
    return { kind: 'file', content: { bytes: readFileSync(join(root, file)), keep } };
  } catch (error) {
    return refused(`it cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)})`);
  }
}

/** The writes whose file is not as they expect it: each with the reason. */
export function findUnexpected(root: string, writes: readonly FileWrite[]): TargetProblem[] {
  return writes.flatMap(({ file, before }) => {
    const reason = differsFrom(before?.bytes ?? null, readTarget(root, file));
    return reason === null ? [] : [{ file, reason }];
  });
}

/** @returns null when a file has the expected bytes (null: is absent), else how it differs */
export function differsFrom(expected: Buffer | null, state: TargetState): string | null {
  if (state.kind === 'refused') return state.reason;
  if (state.kind === 'absent') return expected === null ? null : 'it does not exist any more';
  if (expected === null) return 'it exists already';
  return state.content.bytes.equals(expected) ? null : 'it has changed since the plan was made';
}

/** Directories that have to be made for new files, parents first. */
export function missingDirectories(root: string, files: readonly string[]): string[] {
  const missing = new Set<string>();
  for (const file of files) {
    const parts = file.split('/').slice(0, -1);
    for (let depth = 1; depth <= parts.length; depth++) {
      const directory = parts.slice(0, depth).join('/');
      if (!missing.has(directory) && look(root, directory) === undefined) missing.add(directory);
    }
  }
  return [...missing];
}

function look(root: string, path: string): Stats | undefined {
  return lstatSync(join(root, path), { throwIfNoEntry: false });
}

function refused(reason: string): TargetState {
  return { kind: 'refused', reason };
}
