/** Go modules of a workspace: which directory has which import path. Reads go.mod as https://go.dev/ref/mod#go-mod-file says. */

import type { Diagnostic } from '#src/model/scan-report.js';
import { directoryOf, joinPath } from '../../model/relative-path.js';

export interface GoModule {
  /** Directory relative to the root, POSIX, `.` for the root. */
  directory: string;
  /** Module path. */
  path: string;
  /** The `go` line, for example `1.22`; null without one. */
  goVersion: string | null;
  /** Local replacements: module path → directory relative to the root. */
  replacements: Map<string, string>;
  /** Required modules: path → version. */
  requires: Map<string, string>;
}

/**
 * Parses the text of a go.mod.
 * @param file its path relative to the root, POSIX
 * @returns the module, or null when there is no module line (with a diagnostic)
 */
export function parseGoMod(file: string, text: string, report: (d: Diagnostic) => void): GoModule | null {
  const directory = directoryOf(file);
  const module: GoModule = {
    directory,
    path: '',
    goVersion: null,
    replacements: new Map(),
    requires: new Map(),
  };
  let block = '';
  const lines = text.split(/\r?\n/);
  for (const [index, raw] of lines.entries()) {
    const line = raw.replace(/\/\/.*$/, '').trim();
    if (line === '') continue;
    if (block !== '' && line === ')') {
      block = '';
      continue;
    }
    const words = line.match(/"[^"]*"|`[^`]*`|[^\s"`]+/g)?.map(unquote) ?? [];
    const verb = block === '' ? (words.shift() ?? '') : block;
    if (words[0] === '(') {
      block = verb;
      continue;
    }
    if (!KNOWN_VERBS.has(verb)) {
      report({
        code: 'invalid-go-mod',
        severity: 'warning',
        file,
        line: index + 1,
        message: `\`${verb}\` is not a go.mod directive; the line was passed over.`,
        help: 'Run `go mod edit -fmt` in this directory to see what Go says about the file.',
      });
      continue;
    }
    applyDirective(module, verb, words);
  }
  if (module.path !== '') return module;
  report({
    code: 'invalid-go-mod',
    severity: 'error',
    file,
    line: 1,
    message: 'This go.mod has no `module` line, so the import paths of its packages are unknown.',
    help: 'Add `module <path>` as the first line, or remove the file.',
  });
  return null;
}

const KNOWN_VERBS = new Set(
  'module go toolchain godebug require replace exclude retract tool ignore use'.split(' '),
);

function applyDirective(module: GoModule, verb: string, words: string[]): void {
  const [first = '', second = ''] = words;
  if (verb === 'module') module.path = first;
  else if (verb === 'go') module.goVersion = first;
  else if (verb === 'require') module.requires.set(first, second);
  else if (verb === 'replace') {
    const arrow = words.indexOf('=>');
    const target = words[arrow + 1] ?? '';
    if (arrow > 0 && /^\.{0,2}\//.test(target))
      module.replacements.set(first, joinPath(module.directory, target));
  }
}

function unquote(word: string): string {
  return /^["`]/.test(word) ? word.slice(1, -1) : word;
}

/** The import path of every directory that has Go files, by the innermost module that holds it. */
export function importPaths(
  directories: Iterable<string>,
  modules: readonly GoModule[],
): Map<string, string> {
  const byDirectory = new Map(modules.map((m) => [m.directory, m]));
  const paths = new Map<string, string>();
  for (const directory of directories) {
    let at = directory;
    for (;;) {
      const module = byDirectory.get(at);
      if (module) {
        paths.set(directory, at === directory ? module.path : `${module.path}/${relativeTo(at, directory)}`);
        break;
      }
      if (at === '.') break;
      at = directoryOf(at);
    }
  }
  return paths;
}

function relativeTo(base: string, path: string): string {
  return base === '.' ? path : path.slice(base.length + 1);
}

/**
 * For code without a go.mod (GOPATH layout): guesses the import path of the root from what its own files import.
 * An import `example.com/shop/catalogue/db` votes for the prefix before a folder `db` that holds a package `db`;
 * an import that ends with the name of the root's own package votes for itself.
 * @param packages package name by directory, of the directories with Go files that no module holds
 * @param imports every import path written in those files
 * @returns import path by directory; empty when nothing agrees
 */
export function guessImportPaths(
  packages: ReadonlyMap<string, string>,
  imports: Iterable<string>,
): Map<string, string> {
  const votes = new Map<string, number>();
  const vote = (prefix: string, weight: number) => votes.set(prefix, (votes.get(prefix) ?? 0) + weight);
  for (const path of new Set(imports)) {
    if (!path.split('/')[0]?.includes('.')) continue;
    for (const [directory, name] of packages) {
      if (directory === '.') {
        if (path.slice(path.lastIndexOf('/') + 1) === name) vote(path, 3);
      } else if (path.endsWith(`/${directory}`)) vote(path.slice(0, -directory.length - 1), 2);
    }
  }
  const best = [...votes].sort((a, b) => b[1] - a[1] || a[0].length - b[0].length)[0];
  if (!best) return new Map();
  const prefix = best[0];
  return new Map([...packages.keys()].map((d) => [d, d === '.' ? prefix : `${prefix}/${d}`]));
}
