/** Follows values across files: through imports, re-exports, functions' results and classes' fields. */
import type { CallFact, ClassFact, NodeFacts, Value } from '../facts/facts.js';
import type { Resolver } from '../modules/resolver.js';

/** A value that is not `either`, with the file that its indexes refer to. */
export interface Linked {
  value: Exclude<Value, { is: 'either' }>;
  file: string;
}

export interface LinkedCall {
  file: string;
  call: CallFact;
  /** What is called; several when the file leaves a choice, none when it is unknown. */
  targets: readonly Linked[];
  /** The library members among the targets. */
  libraries: readonly LibraryMember[];
}

/** A member of a library; the path is as in `Value`. */
export interface LibraryMember {
  module: string;
  path: readonly string[];
}

export interface Linker {
  facts(file: string): NodeFacts | undefined;
  /** What a value of a file is in the end. */
  resolve(value: Value, file: string): readonly Linked[];
  /** What a member, `()` or `new` of a resolved value is. */
  step(linked: Linked, name: string): readonly Linked[];
  /** What a file exports under a name. */
  exported(file: string, name: string): readonly Linked[];
  calls(file: string): readonly LinkedCall[];
}

const MAX_DEPTH = 16;
const MAX_OPTIONS = 12;
const REMEMBERED_DEPTH = 3;
/** Module name of an import that leads to a file of the repository's own that is not there: generated code. */
export const MISSING = '?missing';

/** A call with its targets. */
export function linkedCall(file: string, call: CallFact, targets: readonly Linked[]): LinkedCall {
  const libraries = targets.flatMap(({ value }) => (value.is === 'module' ? [value] : []));
  return { file, call, targets, libraries };
}

/** A linker over the facts of the files that were parsed. */
export function createLinker(all: ReadonlyMap<string, NodeFacts>, resolver: Resolver): Linker {
  const linkedCalls = new Map<string, readonly LinkedCall[]>();
  const exportMaps = new Map<string, Map<string, Value[]>>();
  const exportedPaths = new Map<string, Linked[]>();

  const exportsOf = (file: string): Map<string, Value[]> => {
    const known = exportMaps.get(file);
    if (known !== undefined) return known;
    const map = new Map<string, Value[]>();
    for (const [name, value] of all.get(file)?.exports ?? [])
      map.set(name, [...(map.get(name) ?? []), value]);
    exportMaps.set(file, map);
    return map;
  };

  const classOf = (file: string, index: number): ClassFact | undefined => all.get(file)?.classes[index];

  const follow = (module: string, path: readonly string[], file: string, depth: number): Linked[] => {
    const resolution = resolver.resolve(module, file);
    if (resolution === null) return [{ value: { is: 'module', module: MISSING, path }, file }];
    if ('external' in resolution)
      return [{ value: { is: 'module', module: resolution.external, path }, file }];
    return exportedPath(resolution.file, path, depth);
  };

  /** Remembers what was followed from near the start: deeper down, the limit may have cut it short. */
  const exportedPath = (file: string, path: readonly string[], depth: number): Linked[] => {
    if (depth > MAX_DEPTH || !all.has(file)) return [];
    if (depth > REMEMBERED_DEPTH) return findExported(file, path, depth);
    const key = `${file}\n${path.join('.')}`;
    let found = exportedPaths.get(key);
    if (found === undefined) {
      found = findExported(file, path, depth);
      exportedPaths.set(key, found);
    }
    return found;
  };

  const findExported = (file: string, path: readonly string[], depth: number): Linked[] => {
    const [name, ...rest] = path;
    const map = exportsOf(file);
    const whole = map.get('=') ?? [];
    if (name === undefined) {
      if (whole.length > 0) return whole.flatMap((value) => link(value, file, depth + 1));
      const fields = [...map].map(([key, values]) => [key, values[0]!] as const);
      return [{ value: { is: 'record', fields }, file }];
    }
    const named = map.get(name);
    if (named !== undefined)
      return walk(
        named.flatMap((value) => link(value, file, depth + 1)),
        rest,
        depth + 1,
      );
    if (name === 'default') return exportedPath(file, rest, depth + 1);
    if (name === '()' || name === 'new') {
      const values = whole.length > 0 ? whole : (map.get('default') ?? []);
      return walk(
        values.flatMap((value) => link(value, file, depth + 1)),
        path,
        depth + 1,
      );
    }
    const direct = walk(
      whole.flatMap((value) => link(value, file, depth + 1)),
      path,
      depth + 1,
    );
    if (direct.length > 0) return direct;
    for (const module of all.get(file)?.reexports ?? []) {
      // A file that is missing may export anything; what another file makes of it has another path.
      const found = follow(module, path, file, depth + 1).filter(
        ({ value }) => !(value.is === 'module' && value.module === MISSING && value.path === path),
      );
      if (found.length > 0) return found;
    }
    return [];
  };

  const walk = (from: readonly Linked[], path: readonly string[], depth: number): Linked[] =>
    path.reduce(
      (values, name) => values.flatMap((value) => stepFrom(value, name, depth)).slice(0, MAX_OPTIONS),
      [...from],
    );

  const link = (value: Value, file: string, depth: number): Linked[] => {
    if (depth > MAX_DEPTH) return [];
    if (value.is === 'either')
      return value.of.flatMap((option) => link(option, file, depth + 1)).slice(0, MAX_OPTIONS);
    if (value.is === 'module') return follow(value.module, value.path, file, depth + 1);
    return value.is === 'unknown' ? [] : [{ value, file }];
  };

  const memberOf = (
    members: ClassFact['fields'],
    name: string,
    file: string,
    depth: number,
  ): Linked[] | null => {
    const found = members.filter(([key]) => key === name);
    return found.length === 0 ? null : found.flatMap(([, value]) => link(value, file, depth + 1));
  };

  const inherited = (
    parent: Value,
    name: string,
    kind: 'new' | null,
    file: string,
    depth: number,
  ): Linked[] => {
    const classes = link(parent, file, depth + 1);
    const owners = kind === null ? classes : classes.flatMap((value) => stepFrom(value, kind, depth + 1));
    return owners.flatMap((value) => stepFrom(value, name, depth + 1));
  };

  const fieldOf = (
    fields: readonly (readonly [string, Value])[],
    name: string,
    file: string,
    depth: number,
  ): Linked[] => {
    for (let i = fields.length - 1; i >= 0; i--) {
      const [key, value] = fields[i]!;
      if (key === name) return link(value, file, depth + 1);
      if (key !== '...') continue;
      const inner = link(value, file, depth + 1).flatMap((spread) => stepFrom(spread, name, depth + 1));
      if (inner.length > 0) return inner;
    }
    return [];
  };

  const stepFrom = ({ value, file }: Linked, name: string, depth: number): Linked[] => {
    if (depth > MAX_DEPTH) return [];
    switch (value.is) {
      case 'module':
      case 'global':
      case 'parameter':
        return [{ value: { ...value, path: [...value.path, name] }, file }];
      case 'function':
        if (name === '()')
          return link(all.get(file)?.functions[value.fn]?.returns ?? { is: 'unknown' }, file, depth + 1);
        return name === 'bind' ? [{ value, file }] : [];
      case 'class': {
        if (name === 'new') return [{ value: { is: 'instance', class: value.class }, file }];
        const own = classOf(file, value.class);
        return own === undefined
          ? []
          : (memberOf(own.statics, name, file, depth) ?? inherited(own.extends, name, null, file, depth));
      }
      case 'instance': {
        const own = classOf(file, value.class);
        return own === undefined
          ? []
          : (memberOf(own.fields, name, file, depth) ?? inherited(own.extends, name, 'new', file, depth));
      }
      case 'record':
        return fieldOf(value.fields, name, file, depth);
      default:
        return [];
    }
  };

  return {
    facts: (file) => all.get(file),
    resolve: (value, file) => link(value, file, 0),
    step: (linked, name) => stepFrom(linked, name, 0),
    exported: (file, name) => exportedPath(file, [name], 0),
    calls(file) {
      const known = linkedCalls.get(file);
      if (known !== undefined) return known;
      const calls = (all.get(file)?.calls ?? []).map((call) =>
        linkedCall(file, call, link(call.callee, file, 0)),
      );
      linkedCalls.set(file, calls);
      return calls;
    },
  };
}
