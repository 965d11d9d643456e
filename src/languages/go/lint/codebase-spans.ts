/** Every span that a codebase starts, wherever the function stands that starts it. */
import type { GoFileFacts } from '../facts.js';
import type { GoFile } from '../program.js';
import type { GoCodebase } from './go-codebase.js';
import { functionsOf, type OpenFunction } from './go-function.js';
import { isOpenTelemetry } from './span-types.js';
import { handoverOfFunction, type SpanStart, startsIn } from './started-spans.js';

/** The functions that may deal with spans: of files that import OpenTelemetry, or name a function that starts one for them. */
export function spanFunctions(codebase: GoCodebase): readonly OpenFunction[] {
  const files = [...codebase.program.packages.values()].flatMap((pkg) => pkg.files);
  const traced = files.filter(({ facts }) => facts.imports.some(({ path }) => isOpenTelemetry(path)));
  const starters = new Set(codebase.wrappers.map((w) => w.function.slice(w.function.lastIndexOf('.') + 1)));
  const configured = files.filter((file) => mentions(file.facts, starters));
  const read = new Set<GoFile>([...traced, ...nearTracers(codebase, files, traced), ...configured]);
  const found: OpenFunction[] = [];
  let fresh = [...read];
  while (fresh.length > 0) {
    for (const file of fresh) {
      for (const fn of functionsOf(codebase, file.path)) {
        found.push(fn);
        if (fn.symbol && handoverOfFunction(codebase, fn.symbol)) starters.add(fn.symbol.facts.name);
      }
    }
    fresh =
      starters.size === 0 ? [] : files.filter((file) => !read.has(file) && mentions(file.facts, starters));
    for (const file of fresh) read.add(file);
  }
  return found.sort((a, b) => (a.file.path < b.file.path ? -1 : a.file.path > b.file.path ? 1 : 0));
}

/** Files that may start a span on a tracer of a file that does import OpenTelemetry: in a field, a variable, a result. */
function nearTracers(
  codebase: GoCodebase,
  files: readonly GoFile[],
  traced: readonly GoFile[],
): readonly GoFile[] {
  const packages = new Set(traced.map((file) => file.package));
  const sees = (file: GoFile) =>
    packages.has(file.package) ||
    file.facts.imports.some(({ path }) => {
      const imported = codebase.program.package(path);
      return imported !== undefined && packages.has(imported);
    });
  return files.filter((file) => sees(file) && mentions(file.facts, START));
}

const START: ReadonlySet<string> = new Set(['Start']);

/** Every span that is started, by file and place. */
export function spanStarts(codebase: GoCodebase): readonly SpanStart[] {
  return codebase.once(spanFunctions).flatMap((fn) => startsIn(codebase, fn));
}

/** Functions of files that import one of the packages and refer to one of the names. */
export function functionsMentioning(
  codebase: GoCodebase,
  isOne: (importPath: string) => boolean,
  names: ReadonlySet<string>,
): readonly OpenFunction[] {
  return [...codebase.program.packages.values()]
    .flatMap((pkg) => pkg.files)
    .filter(({ facts }) => facts.imports.some(({ path }) => isOne(path)) && mentions(facts, names))
    .flatMap((file) => functionsOf(codebase, file.path));
}

/** Files whose functions refer to a name. */
export function filesMentioning(codebase: GoCodebase, name: string): readonly GoFile[] {
  const names = new Set([name]);
  return [...codebase.program.packages.values()]
    .flatMap((pkg) => pkg.files)
    .filter(({ facts }) => mentions(facts, names));
}

/** Whether a function of the file refers to one of the names. */
function mentions({ functions }: GoFileFacts, names: ReadonlySet<string>): boolean {
  return functions.some((packed) => {
    const rest = packed[6];
    if (rest === undefined) return false;
    if (Array.isArray(rest))
      return rest[0].split(' ').some((name) => names.has(name.slice(name.lastIndexOf('.') + 1)));
    return hasText(rest.steps, names);
  });
}

function hasText(value: unknown, names: ReadonlySet<string>): boolean {
  if (typeof value === 'string') return names.has(value);
  return Array.isArray(value) && value.some((one) => hasText(one, names));
}
