/** The part of the repository that a service loads, and questions about it that several verdicts ask. */
import { directoryOf } from '../../../model/relative-path.js';
import type { Value } from '../facts/facts.js';
import type { Linked, LinkedCall, Linker } from '../link/linker.js';
import type { ModuleGraph } from '../modules/module-graph.js';
import type { PackageManifest } from '../modules/package-manifest.js';
import type { Resolver } from '../modules/resolver.js';
import { packageOf } from '../outline/interest.js';

export interface LoadedCode {
  /** Every file that the service loads, preloads first, in the order in which they finish loading. */
  files: readonly string[];
  /** Next.js makes spans of its own; components of Next.js and Remix run in the browser. */
  framework: string | null;
  graph: ModuleGraph;
  linker: Linker;
  /** Calls in those files, leaving out functions of setup code that nothing uses. */
  calls: readonly LinkedCall[];
  /** Calls of a library's package. */
  callsOf(packageName: string): readonly LinkedCall[];
  /** Whether the function that holds a call is used as far as can be told. */
  isUsed(call: LinkedCall): boolean;
  /** The package.json files that may hold the version of a library used in a file, nearest first. */
  manifestsFor(file: string): readonly PackageManifest[];
}

export const placeOf = ({ file, call }: Pick<LinkedCall, 'file' | 'call'>): string => `${file}:${call.line}`;

/** Functions and classes in a value, also inside records and lists. */
function definitionsIn(value: Value, file: string, linker: Linker, depth = 0): Linked[] {
  if (depth > 3) return [];
  const inner = (item: Value, from: string) => definitionsIn(item, from, linker, depth + 1);
  return linker.resolve(value, file).flatMap((linked) => {
    const { value: found, file: at } = linked;
    if (found.is === 'record') return found.fields.flatMap(([, field]) => inner(field, at));
    if (found.is === 'list') return found.items.flatMap((item) => inner(item, at));
    return found.is === 'function' || found.is === 'class' ? [linked] : [];
  });
}

const definitionKey = ({ value, file }: Linked): string =>
  value.is === 'function'
    ? `${file}#${value.fn}`
    : value.is === 'class'
      ? `${file}#class ${value.class}`
      : '';

/** Functions that are called or handed on, and classes that are constructed, extended, decorated or handed on. */
function findUsed(calls: readonly LinkedCall[], linker: Linker): ReadonlySet<string> {
  const used = new Set<string>();
  for (const { file, call, targets } of calls) {
    if (call.on !== undefined) used.add(`${file}#class ${call.on.class}`);
    for (const linked of [...targets, ...call.args.flatMap((arg) => definitionsIn(arg, file, linker))])
      used.add(definitionKey(linked));
  }
  return used;
}

export interface LoadedCodeParts {
  files: readonly string[];
  framework: string | null;
  graph: ModuleGraph;
  linker: Linker;
  repository: { resolver: Resolver; manifests: readonly PackageManifest[] };
  /** Files whose functions are taken as used: entrypoints. */
  roots: ReadonlySet<string>;
}

/** Loads the view of a service's code. */
export function createLoadedCode({
  files,
  framework,
  graph,
  linker,
  repository,
  roots,
}: LoadedCodeParts): LoadedCode {
  const { resolver, manifests } = repository;
  const calls = files.flatMap((file) => linker.calls(file));
  let used: ReadonlySet<string> | null = null;
  const isUsedDefinition = (key: string): boolean => {
    used ??= findUsed(calls, linker);
    return used.has(key);
  };
  const isUsedFunction = (file: string, index: number): boolean => {
    const fact = index < 0 ? undefined : linker.facts(file)?.functions[index];
    if (fact === undefined) return true;
    if (fact.parent >= 0) return isUsedFunction(file, fact.parent);
    if (fact.thisClass >= 0) return isUsedDefinition(`${file}#class ${fact.thisClass}`);
    // Callbacks and what a framework calls by its name are taken as used.
    if (fact.name === '' || fact.owner !== '' || roots.has(file)) return true;
    return isUsedDefinition(`${file}#${index}`);
  };
  let byPackage: Map<string, LinkedCall[]> | null = null;
  const callsByPackage = (): Map<string, LinkedCall[]> => {
    if (byPackage !== null) return byPackage;
    byPackage = new Map();
    for (const call of calls)
      for (const { module } of call.libraries) {
        const name = packageOf(module);
        const known = byPackage.get(name);
        if (known === undefined) byPackage.set(name, [call]);
        else known.push(call);
      }
    return byPackage;
  };
  const byDirectory = new Map(manifests.map((manifest) => [manifest.directory, manifest]));
  const root = byDirectory.get('.');
  return {
    files,
    framework,
    graph,
    linker,
    calls,
    callsOf: (packageName) => callsByPackage().get(packageName) ?? [],
    isUsed: ({ file, call }) => isUsedFunction(file, call.fn),
    manifestsFor(file) {
      const own = resolver.packageAt(file) ?? byDirectory.get(directoryOf(file));
      return [own, root].filter((manifest) => manifest !== undefined && manifest !== null);
    },
  };
}
