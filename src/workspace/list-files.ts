import { lstatSync, type Stats } from 'node:fs';
import { join, resolve } from 'node:path';
import ignore from 'ignore';
import type { Diagnostic } from '../model/scan-report.js';
import type { ListedFile } from '../model/source-file.js';
import { listWithGit } from './git-listing.js';
import {
  findOutputDirectories,
  isInOutputDirectory,
  needsChildren,
  type SkipReason,
  skipDirectory,
} from './skipped-directories.js';
import { walk } from './walk.js';
import { workspaceDiagnostic } from './workspace-diagnostic.js';

export interface ListOptions {
  /** The user's patterns in .gitignore syntax, relative to the root. */
  ignore?: readonly string[];
}

export interface FileListing {
  /** Sorted by path. */
  files: ListedFile[];
  diagnostics: Diagnostic[];
  /** What was left out: files, except that a directory that was not even entered counts once. */
  skipped: { vendored: number; output: number; symlinks: number; ignoredByConfig: number };
}

/**
 * Lists the files of a directory that are its own source: not ignored by git, not vendored, not build output, no
 * symbolic links. Git lists where there is a work tree; anything else is walked with the same .gitignore rules.
 * Nothing of the repository is executed. What cannot be read becomes an `unreadable` diagnostic.
 */
export function listFiles(root: string, options: ListOptions = {}): FileListing {
  const absolute = resolve(root);
  const listing: FileListing = {
    files: [],
    diagnostics: [],
    skipped: { vendored: 0, output: 0, symlinks: 0, ignoredByConfig: 0 },
  };
  const listed = listWithGit(absolute);
  if (listed === null || listed.paths.length === 0)
    addFiles(walked(absolute, '', listing), absolute, listing);
  else {
    for (const path of listed.unreadable) reportUnreadable(path, 'EACCES', listing);
    addFiles(withoutSkippedDirectories(listed.paths, listing), absolute, listing);
  }
  dropOutput(listing);
  dropIgnored(listing, options.ignore ?? []);
  listing.files.sort((a, b) => (a.path < b.path ? -1 : 1));
  return listing;
}

function walked(root: string, start: string, listing: FileListing): string[] {
  const { paths, symlinks, vendored, output, unreadable } = walk(root, start);
  listing.skipped.symlinks += symlinks;
  listing.skipped.vendored += vendored;
  listing.skipped.output += output;
  for (const { path, reason } of unreadable) reportUnreadable(path, reason, listing);
  return paths;
}

function reportUnreadable(path: string, reason: string, listing: FileListing): void {
  listing.diagnostics.push(
    workspaceDiagnostic('unreadable', path, `\`${path}\` cannot be read (${reason}).`),
  );
}

/** Removes what lies in directories that `skipDirectory` names; the walker never enters those. */
function withoutSkippedDirectories(paths: readonly string[], listing: FileListing): string[] {
  const children = childrenOfAmbiguous(paths);
  const verdicts = new Map<string, SkipReason | null>([['', null]]);
  const verdictOf = (directory: string): SkipReason | null => {
    const known = verdicts.get(directory);
    if (known !== undefined) return known;
    const slash = directory.lastIndexOf('/');
    const verdict =
      verdictOf(slash < 0 ? '' : directory.slice(0, slash)) ??
      skipDirectory(directory.slice(slash + 1), () => [...(children.get(`${directory}/`) ?? [])]);
    verdicts.set(directory, verdict);
    return verdict;
  };
  return paths.filter((path) => {
    const verdict = verdictOf(path.slice(0, Math.max(0, path.lastIndexOf('/'))));
    if (verdict) listing.skipped[verdict]++;
    return verdict === null;
  });
}

/** Names of the direct entries of every directory whose name alone does not tell, by its path with trailing slash. */
function childrenOfAmbiguous(paths: readonly string[]): Map<string, Set<string>> {
  const children = new Map<string, Set<string>>();
  for (const path of paths) {
    let start = 0;
    for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', start)) {
      if (needsChildren(path.slice(start, slash))) {
        const directory = path.slice(0, slash + 1);
        const end = path.indexOf('/', slash + 1);
        const names = children.get(directory) ?? new Set();
        names.add(path.slice(slash + 1, end < 0 ? undefined : end));
        children.set(directory, names);
      }
      start = slash + 1;
    }
  }
  return children;
}

/**
 * Takes size and time of every path that is a regular file under real directories. Git still lists a deleted file, a
 * path whose directory was replaced by a link, and submodules (as a directory, which is walked).
 */
function addFiles(paths: readonly string[], root: string, listing: FileListing): void {
  const realDirectories = new Map<string, boolean>([['', true]]);
  const isReal = (directory: string): boolean => {
    const known = realDirectories.get(directory);
    if (known !== undefined) return known;
    const parent = directory.slice(0, Math.max(0, directory.lastIndexOf('/')));
    const real = isReal(parent) && statOf(join(root, directory))?.isDirectory() === true;
    realDirectories.set(directory, real);
    return real;
  };
  for (const listed of paths) {
    const path = listed.endsWith('/') ? listed.slice(0, -1) : listed;
    if (!isReal(path.slice(0, Math.max(0, path.lastIndexOf('/'))))) continue;
    const stats = statOf(`${root}/${path}`);
    if (!stats) continue;
    if (stats.isFile()) listing.files.push({ path, size: stats.size, mtimeMs: stats.mtimeMs });
    else if (stats.isSymbolicLink()) listing.skipped.symlinks++;
    else if (stats.isDirectory()) addFiles(walked(root, `${path}/`, listing), root, listing);
  }
}

function statOf(absolute: string): Stats | undefined {
  try {
    return lstatSync(absolute, { throwIfNoEntry: false });
  } catch {
    // The directory above is unreadable (already reported) or the name is too long: the file is as good as absent.
    return undefined;
  }
}

function dropOutput(listing: FileListing): void {
  const output = findOutputDirectories(listing.files.map((file) => file.path));
  if (output.size === 0) return;
  const kept = listing.files.filter((file) => !isInOutputDirectory(file.path, output));
  listing.skipped.output += listing.files.length - kept.length;
  listing.files = kept;
}

function dropIgnored(listing: FileListing, patterns: readonly string[]): void {
  if (patterns.length === 0) return;
  const rules = ignore().add([...patterns]);
  const kept = listing.files.filter((file) => !rules.ignores(file.path));
  listing.skipped.ignoredByConfig += listing.files.length - kept.length;
  listing.files = kept;
}
