import { type Dirent, existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { needsChildren, skipDirectory } from './skipped-directories.js';

export interface Walk {
  /** Regular files, POSIX, relative to the root. */
  paths: string[];
  symlinks: number;
  /** Directories not entered because they hold other people's code, or output. */
  vendored: number;
  output: number;
  unreadable: { path: string; reason: string }[];
}

/** A .gitignore and how to name a path for it: drop `drop` characters of the path, put `prefix` in front. */
interface IgnoreFile {
  rules: Ignore;
  drop: number;
  prefix: string;
}

interface Pending {
  /** Relative to the root, with a trailing slash; '' is the root. */
  directory: string;
  ignores: readonly IgnoreFile[];
}

/**
 * Walks a directory without git, honouring every .gitignore in it and those above it up to the work tree's top.
 * Symbolic links are counted and never followed.
 * @param root absolute path
 * @param start directory to walk, relative to the root with a trailing slash; '' for the root
 */
export function walk(root: string, start = ''): Walk {
  const result: Walk = { paths: [], symlinks: 0, vendored: 0, output: 0, unreadable: [] };
  const pending: Pending[] = [{ directory: start, ignores: ignoresAbove(join(root, start), start) }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { directory } = next;
    const entries = entriesOf(root, directory, result);
    if (!entries) continue;
    const ignores = entries.some((entry) => entry.name === '.gitignore' && entry.isFile())
      ? withIgnoreFile(next.ignores, root, directory)
      : next.ignores;
    for (const entry of entries) {
      const path = directory + entry.name;
      if (entry.isSymbolicLink()) result.symlinks++;
      else if (entry.isDirectory()) {
        const why = skipDirectory(entry.name, () => childNames(root, path, entry.name));
        if (why) result[why]++;
        else if (!isIgnored(`${path}/`, ignores)) pending.push({ directory: `${path}/`, ignores });
      } else if (entry.isFile() && !isIgnored(path, ignores)) result.paths.push(path);
    }
  }
  return result;
}

function entriesOf(root: string, directory: string, result: Walk): Dirent[] | null {
  try {
    return readdirSync(join(root, directory), { withFileTypes: true });
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    result.unreadable.push({ path: directory.slice(0, -1) || '.', reason });
    return null;
  }
}

function childNames(root: string, path: string, name: string): string[] {
  if (!needsChildren(name)) return [];
  try {
    return readdirSync(join(root, path));
  } catch {
    // The walk will report the directory itself.
    return ['package.json'];
  }
}

function withIgnoreFile(
  ignores: readonly IgnoreFile[],
  root: string,
  directory: string,
): readonly IgnoreFile[] {
  const rules = readIgnoreFile(join(root, directory));
  return rules ? [...ignores, { rules, drop: directory.length, prefix: '' }] : ignores;
}

function readIgnoreFile(directory: string): Ignore | null {
  try {
    const text = readFileSync(join(directory, '.gitignore'), 'utf8');
    return ignore().add(text.replace(/^\uFEFF/, ''));
  } catch {
    // Missing or unreadable: then nothing is ignored, as in git.
    return null;
  }
}

/** The .gitignore files of the directories above, outermost first; none outside a work tree. */
function ignoresAbove(directory: string, start: string): IgnoreFile[] {
  const found: IgnoreFile[] = [];
  let prefix = '';
  for (let at = directory; !existsSync(join(at, '.git')); ) {
    const parent = dirname(at);
    if (parent === at) return [];
    prefix = `${basename(at)}/${prefix}`;
    at = parent;
    const rules = readIgnoreFile(at);
    // A directory that is ignored itself was named by the user on purpose: scan it.
    if (rules && !rules.ignores(prefix)) found.unshift({ rules, drop: start.length, prefix });
  }
  return found;
}

/** The deepest .gitignore that says anything about the path decides. */
function isIgnored(path: string, ignores: readonly IgnoreFile[]): boolean {
  for (let index = ignores.length - 1; index >= 0; index--) {
    const { rules, drop, prefix } = ignores[index]!;
    const verdict = rules.test(prefix + path.slice(drop));
    if (verdict.ignored) return true;
    if (verdict.unignored) return false;
  }
  return false;
}
