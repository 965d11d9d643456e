/** A light inference of Go types over the symbol table: enough to tell which library or which struct a value is of. */
import type { TypeRef, Value } from './facts.js';
import type { GoType } from './go-type.js';
import { isInertField } from './inert-types.js';
import { libraryResult } from './library-results.js';
import type { GoFile, GoFunction, GoPackage, Program } from './program.js';

const MAX_DEPTH = 12;

const PREDECLARED = new Set(
  'any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string uint uint8 uint16 uint32 uint64 uintptr'.split(
    ' ',
  ),
);

/** Resolves a written type in the scope of a file; aliases of the program are followed. */
export function resolveType(program: Program, file: GoFile, ref: TypeRef, depth = 0): GoType {
  if (!ref || depth > MAX_DEPTH) return null;
  switch (ref[0]) {
    case 'n':
      if (PREDECLARED.has(ref[1])) return null;
      return namedType(program, file.package.importPath, ref[1], depth, file);
    case 'q': {
      const path = ref[1].startsWith('?') ? program.qualifier(file, ref[1].slice(1)) : ref[1];
      return path === undefined ? null : namedType(program, path, ref[2], depth);
    }
    case '[]':
      return { kind: 'list', of: resolveType(program, file, ref[1], depth + 1) };
    case 'chan':
      return { kind: 'list', of: resolveType(program, file, ref[1], depth + 1), isChannel: true };
    case 'func':
      return { kind: 'func', results: ref[1].map((r) => resolveType(program, file, r, depth + 1)) };
    case 'struct':
      return {
        kind: 'struct',
        fields: new Map(ref[1].map(([name, type]) => [name, resolveType(program, file, type, depth + 1)])),
      };
  }
}

function namedType(program: Program, path: string, name: string, depth: number, from?: GoFile): GoType {
  const pkg = program.package(path);
  const declared = pkg?.types.get(name);
  if (!declared) {
    if (from && pkg) {
      for (const dotted of program.dotImports(from)) {
        const other = program.package(dotted);
        if (!other || other.types.has(name)) return namedType(program, dotted, name, depth + 1);
      }
      return null;
    }
    return { kind: 'named', path: pkg?.importPath ?? path, name };
  }
  const { facts, file } = declared;
  const transparent = facts.kind === 'alias' || (facts.kind === 'other' && facts.underlying?.[0] !== 'n');
  if (transparent && facts.underlying) {
    const target = resolveType(program, file, facts.underlying, depth + 1);
    if (facts.kind === 'alias' || !pkg?.methods.has(name)) return target;
  }
  return { kind: 'named', path: pkg?.importPath ?? path, name };
}

/** What a selector on a value of a named type finds. */
export type Member =
  | { kind: 'method'; fn: GoFunction }
  | { kind: 'interface'; results: GoType[] }
  | { kind: 'field'; owner: string; type: GoType; inert: boolean }
  | { kind: 'library'; path: string; type: string }
  | null;

/** Looks up a field or method, through embedded types as Go does. */
export function memberOf(program: Program, type: GoType, name: string, depth = 0): Member {
  if (type?.kind !== 'named' || depth > MAX_DEPTH) return null;
  const pkg = program.package(type.path);
  if (!pkg) return { kind: 'library', path: type.path, type: type.name };
  const method = pkg.methods.get(type.name)?.get(name);
  if (method) return { kind: 'method', fn: method };
  const declared = pkg.types.get(type.name);
  if (!declared) return null;
  const { facts, file } = declared;
  for (const [methodName, results] of facts.methods) {
    if (methodName === name) {
      return { kind: 'interface', results: results.map((r) => resolveType(program, file, r)) };
    }
  }
  for (const [fieldName, ref] of facts.fields) {
    if (fieldName === name) {
      const owner = `${type.path}.${type.name}`;
      return { kind: 'field', owner, type: resolveType(program, file, ref), inert: isInertField(ref) };
    }
  }
  let library: Member = null;
  // Interfaces may embed several of one name: `config.Provider`, `tracing.Provider`.
  for (const [fieldName, ref] of facts.fields) {
    if (!facts.embedded.includes(fieldName)) continue;
    const found = memberOf(program, resolveType(program, file, ref), name, depth + 1);
    if (found?.kind === 'library') library ??= found;
    else if (found) return found;
  }
  return library;
}

/** Package variables whose initializers are being read. */
const underway = new Set<string>();

/** Types of the expressions of one function; local variables are inferred from their first assignment. */
export class FunctionTypes {
  private readonly program: Program;
  private readonly fn: GoFunction;
  private readonly locals = new Map<number, GoType>();
  private readonly sources = new Map<number, { value: Value; result: number; element: boolean }>();

  constructor(program: Program, fn: GoFunction) {
    this.program = program;
    this.fn = fn;
    for (const step of fn.facts.steps) {
      if (step[0] !== '=') continue;
      const [, targets, values] = step;
      for (const [i, target] of targets.entries()) {
        if (target?.[0] !== 'v' || this.sources.has(target[1])) continue;
        const value = values.length === targets.length ? (values[i] ?? null) : (values[0] ?? null);
        const result = values.length === targets.length ? 0 : i;
        this.sources.set(target[1], { value, result, element: false });
      }
    }
  }

  get package(): GoPackage {
    return this.fn.file.package;
  }

  local(variable: number): GoType {
    const cached = this.locals.get(variable);
    if (cached !== undefined) return cached;
    this.locals.set(variable, null);
    const written = this.fn.facts.locals[variable] ?? null;
    const source = this.sources.get(variable);
    const type = written
      ? resolveType(this.program, this.fn.file, written)
      : source
        ? this.of(source.value, source.result)
        : null;
    this.locals.set(variable, type);
    return type;
  }

  /** @param result which result, for a call with several */
  of(value: Value, result = 0, depth = 0): GoType {
    if (!value || depth > MAX_DEPTH * 4) return null;
    switch (value[0]) {
      case 'v':
        return this.local(value[1]);
      case 'n':
        return this.ofPackageName(this.package, value[1], this.fn.file);
      case 'q': {
        const pkg = this.program.package(value[1]);
        return pkg
          ? this.ofPackageName(pkg, value[2], undefined)
          : { kind: 'named', path: value[1], name: '?' };
      }
      case '.':
        return this.ofSelector(value, depth);
      case 'c':
        return this.ofCall(value[1], value[2], result, depth);
      case 'l':
      case 't':
        return resolveType(this.program, this.fn.file, value[1]);
      case 'f':
        return { kind: 'func', results: value[2].map((v) => this.of(v, 0, depth + 1)) };
      case 'e': {
        const list = this.of(value[1], 0, depth + 1);
        return list?.kind === 'list' ? list.of : null;
      }
      case 'a':
        return resolveType(this.program, this.fn.file, value[2]);
      default:
        return null;
    }
  }

  private ofPackageName(pkg: GoPackage, name: string, from: GoFile | undefined): GoType {
    const declared = pkg.vars.get(name);
    if (declared) {
      if (declared.type) return resolveType(this.program, declared.file, declared.type);
      return this.ofInitializer(pkg, name);
    }
    const fn = pkg.functions.get(name);
    if (fn)
      return { kind: 'func', results: fn.facts.results.map((r) => resolveType(this.program, fn.file, r)) };
    if (pkg.types.has(name))
      return resolveType(this.program, from ?? pkg.files[0]!, ['q', pkg.importPath, name]);
    return null;
  }

  /** A variable whose initializer leads back to it has a type that only the compiler can tell, if any. */
  private ofInitializer(pkg: GoPackage, name: string): GoType {
    const key = `${pkg.importPath}.${name}`;
    if (underway.has(key)) return null;
    underway.add(key);
    try {
      return this.ofInitialValue(pkg, name);
    } finally {
      underway.delete(key);
    }
  }

  private ofInitialValue(pkg: GoPackage, name: string): GoType {
    for (const fn of pkg.initial) {
      for (const step of fn.facts.steps) {
        if (step[0] !== '=') continue;
        const index = step[1].findIndex((t) => t?.[0] === 'n' && t[1] === name);
        if (index < 0) continue;
        const single = step[1].length === step[2].length;
        const value = step[2][single ? index : 0] ?? null;
        if (fn === this.fn) return this.of(value, single ? 0 : index, MAX_DEPTH);
        return new FunctionTypes(this.program, fn).of(value, single ? 0 : index, MAX_DEPTH);
      }
    }
    return null;
  }

  private ofSelector(value: ['.', Value, string, number], depth: number): GoType {
    const qualified = this.qualifiedPackage(value[1]);
    if (qualified) {
      const pkg = this.program.package(qualified);
      return pkg
        ? this.ofPackageName(pkg, value[2], undefined)
        : { kind: 'named', path: qualified, name: '?' };
    }
    const owner = this.of(value[1], 0, depth + 1);
    return this.ofMember(owner, value[2], memberOf(this.program, owner, value[2]));
  }

  private ofMember(owner: GoType, name: string, member: Member): GoType {
    if (owner?.kind === 'struct') return owner.fields.get(name) ?? null;
    switch (member?.kind) {
      case 'field':
        return member.type;
      case 'method':
        return {
          kind: 'func',
          results: member.fn.facts.results.map((r) => resolveType(this.program, member.fn.file, r)),
        };
      case 'interface':
        return { kind: 'func', results: member.results };
      case 'library':
        return { kind: 'named', path: member.path, name: '?' };
      default:
        return null;
    }
  }

  /** The import path when a name that is nothing of the package's own turns out to be a package. */
  qualifiedPackage(value: Value): string | undefined {
    if (value?.[0] !== 'n') return undefined;
    const { package: pkg } = this;
    if (pkg.vars.has(value[1]) || pkg.functions.has(value[1]) || pkg.types.has(value[1])) return undefined;
    return this.program.qualifier(this.fn.file, value[1]);
  }

  private ofCall(callee: Value, args: Value[], result: number, depth: number): GoType {
    if (callee?.[0] === 'n' && !this.package.functions.has(callee[1])) {
      if (callee[1] === 'new' || callee[1] === 'make' || callee[1] === 'append') {
        return this.of(args[0] ?? null, 0, depth + 1) ?? this.asType(args[0] ?? null);
      }
      const converted = this.asType(callee);
      if (converted) return converted;
    }
    if (callee?.[0] === 'q' && !this.program.package(callee[1])) {
      return libraryResult(callee[1], '', callee[2], result);
    }
    if (callee?.[0] === 't') return resolveType(this.program, this.fn.file, callee[1]);
    let type: GoType;
    const qualified = callee?.[0] === '.' ? this.qualifiedPackage(callee[1]) : undefined;
    if (callee?.[0] === '.' && qualified && !this.program.package(qualified))
      return libraryResult(qualified, '', callee[2], result);
    if (callee?.[0] === '.' && !qualified) {
      // The owner is asked for once: long chains of calls would double the work at each link.
      const owner = this.of(callee[1], 0, depth + 1);
      const member = memberOf(this.program, owner, callee[2]);
      if (member?.kind === 'library') return libraryResult(member.path, member.type, callee[2], result);
      type = this.ofMember(owner, callee[2], member);
    } else type = this.of(callee, 0, depth + 1);
    if (type?.kind === 'func') return type.results[result] ?? null;
    // A conversion such as `pkg.Type(x)`.
    return type?.kind === 'named' && callee?.[0] === 'q' ? type : null;
  }

  /** A name read as a type, for `new(T)` and conversions. */
  asType(value: Value): GoType {
    if (value?.[0] === 't') return resolveType(this.program, this.fn.file, value[1]);
    if (value?.[0] === 'n') return resolveType(this.program, this.fn.file, ['n', value[1]]);
    if (value?.[0] === 'q') return resolveType(this.program, this.fn.file, ['q', value[1], value[2]]);
    return null;
  }
}
