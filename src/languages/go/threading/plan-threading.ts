/**
 * Passes the context of requests on to the calls that make spans: they become children of the server's span, where
 * without it each would begin a trace of its own.
 */
import type { Change, Skip } from '#src/model/change.js';
import type { GoVersions } from '#src/model/go-wrap.js';
import type { GoIntegration } from '#src/model/integration.js';
import type { ServiceReport } from '#src/model/scan-report.js';
import { directoryOf } from '../../../model/relative-path.js';
import type { GoModule } from '../modules.js';
import { type GoSource, refusalOf } from '../rewrite/go-source.js';
import type { GoTree } from '../rewrite/go-tree.js';
import type { HelperFiles } from '../rewrite/helper-files.js';
import { withUsed } from '../rewrite/render.js';
import { requirementsOf } from '../rewrite/requirements.js';
import { joinUnusedImports } from '../rewrite/unused-imports.js';
import { createLibraryTypes } from '../typing/library-types.js';
import { createPackageScopes } from '../typing/package-scope.js';
import { type FunctionReading, readFunction } from '../typing/read-function.js';
import { createTypeResolver } from '../typing/type-expressions.js';
import { type CallPath, createCallers } from './callers.js';
import { type FunctionRoot, functionRoots, lineAt } from './function-roots.js';
import { tellLeft } from './left-alone.js';
import { type LeftCall, type ThreadedFunction, threadFunction } from './thread-function.js';
import type { ThreadableCall } from './threadable-call.js';
import { aloneKey, type TracedFile, tracedFiles } from './traced-files.js';

export interface ThreadingInput {
  tree: GoTree;
  /** The services to change. */
  services: readonly ServiceReport[];
  integrations: readonly GoIntegration[];
  /** What else is planned: what gets instrumented makes spans. */
  changes: readonly Change[];
  helpers: HelperFiles;
  versionsOf(module: GoModule): GoVersions | string;
}

export interface Threading {
  changes: Change[];
  skips: Skip[];
  /** Places, as `file:line`, of calls that have a span by a change here, or a skip that says why not. */
  told: ReadonlySet<string>;
}

const CANCELS =
  'Calls that now have the context of a request end when it is cancelled, for example when the client goes away; before, they ran to their end.';
const ROLLS_BACK =
  'A transaction that is begun with the context of a request is rolled back when that is cancelled before the commit.';

export function planThreading(input: ThreadingInput): Threading {
  const { tree, integrations, helpers } = input;
  const standsAlone = aloneIn(input);
  const reached = tracedFiles(input);
  const library = createLibraryTypes(integrations);
  const resolver = createTypeResolver(createPackageScopes(tree), library);
  const readings = new Map<FunctionRoot, FunctionReading>();
  const read = (source: GoSource, root: FunctionRoot) => {
    const reading = readings.get(root) ?? readFunction(resolver, source, root);
    readings.set(root, reading);
    return reading;
  };
  const pathTo = createCallers({ resolver, tree, files: [...reached.keys()], read });
  const globals = new Map<string, string[]>();
  const globalsOf = (directory: string) => {
    const names = globals.get(directory) ?? globalBackgrounds(tree, directory);
    globals.set(directory, names);
    return names;
  };
  const done: { source: GoSource; functions: ThreadedFunction[]; reached: TracedFile }[] = [];
  const skips: Skip[] = [];
  const told = new Set<string>();
  for (const [file, around] of reached) {
    const { services, traced } = around;
    const directory = directoryOf(file);
    const pattern = patternOf(integrations, traced, globalsOf(directory));
    if (!pattern?.test(tree.text(file))) continue;
    const source = tree.open(file);
    if (!source || refusalOf(source)) continue;
    const isTraced = (id: string) => traced.has(id);
    const alone = (id: string) => standsAlone(file, id);
    const functions = functionRoots(source, pattern).flatMap(
      (root) =>
        threadFunction({ resolver, reading: read(source, root), isTraced, standsAlone: alone }, (helper) =>
          helpers.nameOf(directory, owner(integrations), helper),
        ) ?? [],
    );
    done.push({ source, functions, reached: around });
    for (const fn of functions) {
      const found = skipsOf(fn, services, pathTo);
      skips.push(...found.map((f) => f.skip));
      for (const line of found.flatMap((f) => f.lines)) told.add(`${file}:${line}`);
      for (const { node, helper } of fn.calls) {
        if (!helper) continue;
        told.add(`${file}:${lineAt(source, node.start)}`);
        for (const one of withUsed([helper]))
          helpers.need(directory, source.file.packageName, owner(integrations), one);
      }
    }
  }
  const changes = done.flatMap((one) => changesOf(input, one.source, one.functions, one.reached));
  return { changes, skips, told };
}

/** The integration whose variants are helpers. */
function owner(integrations: readonly GoIntegration[]): GoIntegration {
  return integrations.find(({ context }) => context?.functions?.some((f) => f.alone))!;
}

/** Whether the variants of an integration that make spans by themselves may be used in the module of a file. */
function aloneIn({ tree, integrations, versionsOf }: ThreadingInput): (file: string, id: string) => boolean {
  const known = new Map<string, boolean>();
  return (file, id) => {
    const module = tree.moduleOf(file);
    const key = `${module?.directory} ${id}`;
    let answer = known.get(key);
    if (answer === undefined) {
      const { context, instrumentation } = integrations.find((i) => i.id === id)!;
      const alone = context?.functions?.find((f) => f.alone)?.alone;
      const versions = module ? versionsOf(module) : '';
      answer =
        alone !== undefined &&
        module !== null &&
        typeof versions !== 'string' &&
        versions.versionOf(instrumentation ?? '') !== null &&
        !tree.filesOf(module).some((one) => alone.unless.test(tree.text(one)));
      known.set(key, answer);
    }
    return answer;
  };
}

/** Names that may be variables of a package which hold `context.Background()`. */
function globalBackgrounds(tree: GoTree, directory: string): string[] {
  const pattern = /^(?:var\s+|\t)(\w+)(?:\s+context\.Context)?\s*=\s*context\.(?:Background|TODO)\(\)/gm;
  const { files } = tree.imports(directory);
  return [...new Set(files.flatMap((file) => [...tree.text(file).matchAll(pattern)].map((m) => m[1]!)))];
}

/** What the text of a file has to have for it to be looked at; null when nothing can be threaded. */
function patternOf(
  integrations: readonly GoIntegration[],
  traced: ReadonlySet<string>,
  globals: readonly string[],
): RegExp | null {
  const names = new Set<string>();
  let takesFirst = false;
  for (const { id, context } of integrations) {
    const functions = (context?.functions ?? []).filter((f) => traced.has(f.alone ? aloneKey(id) : id));
    for (const name of functions.flatMap((f) => Object.keys(f.variants ?? {}))) names.add(name);
    if (!context || !traced.has(id)) continue;
    for (const { variants = {}, bound } of context.types ?? [])
      for (const name of [...Object.keys(variants), ...(bound?.before ?? [])]) names.add(name);
    takesFirst ||= context.takenFirst !== undefined;
  }
  if (names.size === 0 && !takesFirst) return null;
  const parts = names.size > 0 ? [`\\.(?:${[...names].join('|')})\\(`] : [];
  if (takesFirst) parts.push('\\.(?:Background|TODO)\\(', ...globals.map((name) => `\\(${name}\\b`));
  return new RegExp(parts.join('|'));
}

/** One change per function; those that together make an import unused become one. */
function changesOf(
  { tree, integrations, helpers, versionsOf }: ThreadingInput,
  source: GoSource,
  all: readonly ThreadedFunction[],
  { services, madeBy }: TracedFile,
): Change[] {
  const functions = all.filter((fn) => fn.edits.length > 0);
  if (functions.length === 0) return [];
  const { joined, removals } = joinUnusedImports(source, functions, ({ dropped }) => ({
    imports: [],
    dropped,
  }));
  const groups = functions.filter((fn) => !joined.has(fn)).map((fn) => [fn]);
  if (joined.size > 0) groups.push([...joined]);
  return groups.map((group) => {
    const calls = group.flatMap((fn) => fn.calls);
    const first = group[0]!;
    const names = group.map((fn) => `\`${fn.label}\``).join(', ');
    const used = withUsed(calls.flatMap((call) => call.helper ?? []));
    const files = helpers.filesOf(directoryOf(source.path), owner(integrations), used);
    const module = tree.moduleOf(source.path);
    const versions = module ? versionsOf(module) : '';
    const imports = files.flatMap((f) => f.imports);
    const shared = services.length > 1 ? ` (in ${services.length} services)` : '';
    return {
      id: `go:context:${source.path}:${first.line}`,
      title: `Pass the request’s context to ${calls.length} ${calls.length === 1 ? 'call' : 'calls'} in ${names} at ${source.path}:${first.line}${shared}`,
      services,
      subject: 'context',
      edits: [...group.flatMap((fn) => fn.edits), ...(joined.has(first) ? removals : [])],
      creates: files.filter((f) => f.isNew).map(({ file, text }) => ({ file, text })),
      requires: module && typeof versions !== 'string' ? requirementsOf(module, versions, imports) : [],
      notes: [CANCELS, ...(calls.some((call) => call.begins) ? [ROLLS_BACK] : [])],
      ...restsOn(calls, madeBy),
    };
  });
}

/** Without spans of the calls their new context would only cancel them. */
function restsOn(calls: readonly ThreadableCall[], madeBy: TracedFile['madeBy']): Pick<Change, 'restsOn'> {
  const ids = calls.flatMap(({ integration, isAlone }) =>
    isAlone ? [null] : [...(madeBy.get(integration) ?? [])],
  );
  return ids.includes(null) ? {} : { restsOn: [...new Set(ids)].filter((id) => id !== null) };
}

/** One skip per function and reason. What only runs when the program starts has no request to belong to. */
function skipsOf(
  fn: ThreadedFunction,
  services: readonly string[],
  pathTo: ReturnType<typeof createCallers>,
): { skip: Skip; lines: number[] }[] {
  const reasons = new Map<string, LeftCall[]>();
  for (const left of fn.left) {
    const key = `${left.why} ${left.isAlone} ${left.lacks?.type ?? ''}`;
    reasons.set(key, [...(reasons.get(key) ?? []), left]);
  }
  const { root, reading } = fn;
  return [...reasons.values()].flatMap((left) => {
    const { why, line } = left[0]!;
    let path: CallPath | null = null;
    if (why === 'none') {
      if (root.kind === 'FuncLit') return [];
      path = /^(?:main|init)$/.test(fn.label) ? { kind: 'start-up' } : pathTo(reading.source, root);
      if (path.kind === 'start-up') return [];
    }
    const told = tellLeft(fn, why, left, path);
    const skip = { ...told, service: services[0] ?? '', file: reading.source.path, line };
    return [{ skip, lines: left.map((one) => one.line) }];
  });
}
