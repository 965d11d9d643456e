/** The part of the repository that a service loads, and questions about it that several verdicts ask. */
import type { Value } from '../facts/facts.js';
import type { Linked, LinkedCall, Linker } from '../link/linker.js';
import { directoryOf } from '../modules/file-index.js';
import type { ModuleGraph } from '../modules/module-graph.js';
import type { PackageManifest } from '../modules/package-manifest.js';
import type { Resolver } from '../modules/resolver.js';

export interface LoadedCode {
  /** Every file that the service loads, preloads first, in the order in which they finish loading. */
  files: readonly string[];
  /** A Next.js application, which makes spans of its own. */
  isNext: boolean;
  graph: ModuleGraph;
  linker: Linker;
  /** Calls in those files, leaving out functions of setup code that nothing uses. */
  calls: readonly LinkedCall[];
  /** Whether the function that holds a call is used as far as can be told. */
  isUsed(call: LinkedCall): boolean;
  /** The package.json files that may hold the version of a library used in a file, nearest first. */
  manifestsFor(file: string): readonly PackageManifest[];
}

/** `module#path` of the library targets of a call. */
export function libraryTargets(call: LinkedCall): { module: string; path: readonly string[] }[] {
  return call.targets.flatMap(({ value }) =>
    value.is === 'module' ? [{ module: value.module, path: value.path }] : [],
  );
}

export const placeOf = ({ file, call }: Pick<LinkedCall, 'file' | 'call'>): string => `${file}:${call.line}`;

function functionsIn(value: Value, file: string, linker: Linker, depth = 0): Linked[] {
  if (depth > 2) return [];
  if (value.is === 'record')
    return value.fields.flatMap(([, field]) => functionsIn(field, file, linker, depth + 1));
  if (value.is === 'list') return value.items.flatMap((item) => functionsIn(item, file, linker, depth + 1));
  return linker.resolve(value, file).filter(({ value: found }) => found.is === 'function');
}

export interface LoadedCodeParts {
  files: readonly string[];
  isNext: boolean;
  graph: ModuleGraph;
  linker: Linker;
  repository: { resolver: Resolver; manifests: readonly PackageManifest[] };
  /** Files whose functions are taken as used: entrypoints. */
  roots: ReadonlySet<string>;
}

/** Loads the view of a service's code. */
export function createLoadedCode({
  files,
  isNext,
  graph,
  linker,
  repository,
  roots,
}: LoadedCodeParts): LoadedCode {
  const { resolver, manifests } = repository;
  const calls = files.flatMap((file) => linker.calls(file));
  let used: Set<string> | null = null;
  const usedFunctions = (): Set<string> => {
    if (used !== null) return used;
    used = new Set();
    for (const { file, call, targets } of calls) {
      const passed = call.args.flatMap((arg) => functionsIn(arg, file, linker));
      for (const { value, file: at } of [...targets, ...passed])
        if (value.is === 'function') used.add(`${at}#${value.fn}`);
    }
    return used;
  };
  const isUsedFunction = (file: string, index: number): boolean => {
    const fact = index < 0 ? undefined : linker.facts(file)?.functions[index];
    if (fact === undefined) return true;
    if (fact.parent >= 0) return isUsedFunction(file, fact.parent);
    // Methods, callbacks and what a framework calls by its name are taken as used.
    if (fact.name === '' || fact.owner !== '' || roots.has(file)) return true;
    return usedFunctions().has(`${file}#${index}`);
  };
  const byDirectory = new Map(manifests.map((manifest) => [manifest.directory, manifest]));
  const root = byDirectory.get('.');
  return {
    files,
    isNext,
    graph,
    linker,
    calls,
    isUsed: ({ file, call }) => isUsedFunction(file, call.fn),
    manifestsFor(file) {
      const own = resolver.packageAt(file) ?? byDirectory.get(directoryOf(file));
      return [own, root].filter((manifest) => manifest !== undefined && manifest !== null);
    },
  };
}
