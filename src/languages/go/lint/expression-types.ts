/** Types of the expressions of one function's tree, and what its calls call. */
import type { TypeRef } from '../facts.js';
import type { FileScope } from '../file-scope.js';
import type { GoType } from '../go-type.js';
import { libraryResult } from '../library-results.js';
import type { LocalNames, LocalVariable } from '../names/local-variable.js';
import type { GoFile, GoFunction, GoPackage, Program } from '../program.js';
import { reduceType } from '../reduce-type.js';
import type { CallExpr, Expr, FuncLit, SelectorExpr } from '../syntax/ast.js';
import { FunctionTypes, memberOf, resolveType } from '../types.js';

/** What a call calls, as far as the code tells. */
export type Callee =
  | { kind: 'function'; fn: GoFunction }
  /** A method of an interface of the program. */
  | { kind: 'interface'; name: string; results: readonly GoType[] }
  /** A function (`receiver` is '') or method of a library; receiver `?` when only its package is known. */
  | { kind: 'library'; path: string; receiver: string; name: string }
  | { kind: 'literal'; literal: FuncLit }
  | { kind: 'variable'; variable: LocalVariable }
  | { kind: 'conversion'; type: GoType }
  | { kind: 'builtin'; name: string }
  | { kind: 'unknown'; type: GoType };

const BUILTINS = new Set(
  'append cap clear close complex copy delete imag len make max min new panic print println real recover'.split(
    ' ',
  ),
);
const BASIC_TYPES = new Set(
  'any bool byte complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string uint uint8 uint16 uint32 uint64 uintptr'.split(
    ' ',
  ),
);
/** Imports are resolved by the program, which knows the real names of packages. */
const SCOPE: FileScope = { imports: new Map(), position: () => 0 };

export class ExpressionTypes {
  private readonly program: Program;
  private readonly file: GoFile;
  private readonly names: LocalNames;
  private readonly known = new Map<LocalVariable, GoType>();
  private readonly callees = new Map<CallExpr, Callee>();
  private readonly packageTypes: FunctionTypes;

  constructor(program: Program, file: GoFile, names: LocalNames) {
    this.program = program;
    this.file = file;
    this.names = names;
    this.packageTypes = new FunctionTypes(program, {
      id: -1,
      label: '',
      file,
      facts: { ...NO_FUNCTION },
      variables: 0,
    });
  }

  /** @param result which one, for a call with several results */
  of(expr: Expr, result = 0): GoType {
    switch (expr.kind) {
      case 'ParenExpr':
      case 'StarExpr':
        return this.of(expr.x);
      case 'UnaryExpr': {
        const x = this.of(expr.x);
        return expr.op === '<-' ? elementOf(x) : x;
      }
      case 'Ident': {
        const variable = this.names.of(expr);
        return variable ? this.variable(variable) : this.packageTypes.of(['n', expr.name]);
      }
      case 'SelectorExpr':
        return this.selector(expr);
      case 'CallExpr':
        return this.result(expr, result);
      case 'CompositeLit':
        return this.written(expr.type);
      case 'TypeAssertExpr':
        return expr.type ? this.written(expr.type) : this.of(expr.x);
      case 'IndexExpr':
        return elementOf(this.of(expr.x));
      case 'SliceExpr':
        return this.of(expr.x);
      case 'FuncLit':
        return this.written(expr.type);
      default:
        return null;
    }
  }

  variable(variable: LocalVariable): GoType {
    const known = this.known.get(variable);
    if (known !== undefined) return known;
    this.known.set(variable, null);
    const { type, source } = variable;
    let found: GoType = null;
    if (type) found = this.written(type);
    else if (source?.from === 'value') found = this.of(source.value, source.result);
    else if (source?.from === 'range' && source.what === 'value') found = elementOf(this.of(source.over));
    this.known.set(variable, found);
    return found;
  }

  /** A type as it stands in the code. */
  written(type: Expr | undefined): GoType {
    return resolveType(this.program, this.file, this.reference(type));
  }

  reference(type: Expr | undefined): TypeRef {
    return reduceType(SCOPE, type);
  }

  /** The import path when an expression is the name of an imported package. */
  packageOf(expr: Expr): string | undefined {
    if (expr.kind !== 'Ident' || this.names.of(expr)) return undefined;
    const { package: pkg } = this.file;
    if (pkg.vars.has(expr.name) || pkg.functions.has(expr.name) || pkg.types.has(expr.name)) return undefined;
    return this.program.qualifier(this.file, expr.name);
  }

  callee(call: CallExpr): Callee {
    let callee = this.callees.get(call);
    if (!callee) {
      callee = this.resolveCallee(call.fun);
      this.callees.set(call, callee);
    }
    return callee;
  }

  private resolveCallee(fun: Expr): Callee {
    switch (fun.kind) {
      case 'ParenExpr':
      case 'IndexExpr':
        return this.resolveCallee(fun.x);
      case 'FuncLit':
        return { kind: 'literal', literal: fun };
      case 'Ident': {
        const variable = this.names.of(fun);
        if (variable?.kind === 'type') return { kind: 'conversion', type: this.written(variable.type) };
        if (variable) return { kind: 'variable', variable };
        if (BASIC_TYPES.has(fun.name)) return { kind: 'conversion', type: null };
        return (
          this.member(this.file.package, fun.name) ??
          (BUILTINS.has(fun.name) ? { kind: 'builtin', name: fun.name } : { kind: 'unknown', type: null })
        );
      }
      case 'SelectorExpr':
        return this.selected(fun);
      case 'StarExpr':
      case 'ArrayType':
      case 'MapType':
      case 'ChanType':
      case 'FuncType':
      case 'InterfaceType':
      case 'StructType':
        return { kind: 'conversion', type: this.written(fun) };
      default:
        return { kind: 'unknown', type: this.of(fun) };
    }
  }

  private member(pkg: GoPackage, name: string): Callee | undefined {
    const fn = pkg.functions.get(name);
    if (fn) return { kind: 'function', fn };
    if (pkg.types.has(name)) {
      return { kind: 'conversion', type: resolveType(this.program, this.file, ['q', pkg.importPath, name]) };
    }
    if (!pkg.vars.has(name)) return undefined;
    return { kind: 'unknown', type: this.packageTypes.of(['q', pkg.importPath, name, 0]) };
  }

  private selected({ x, sel: { name } }: SelectorExpr): Callee {
    const path = this.packageOf(x);
    if (path !== undefined) {
      const pkg = this.program.package(path);
      if (!pkg) return { kind: 'library', path, receiver: '', name };
      return this.member(pkg, name) ?? { kind: 'unknown', type: null };
    }
    const member = memberOf(this.program, this.of(x), name);
    switch (member?.kind) {
      case 'method':
        return { kind: 'function', fn: member.fn };
      case 'interface':
        return { kind: 'interface', name, results: member.results };
      case 'library':
        return { kind: 'library', path: member.path, receiver: member.type, name };
      case 'field':
        return { kind: 'unknown', type: member.type };
      default:
        return { kind: 'unknown', type: null };
    }
  }

  private selector({ x, sel }: SelectorExpr): GoType {
    const path = this.packageOf(x);
    if (path !== undefined) {
      return this.program.package(path)
        ? this.packageTypes.of(['q', path, sel.name, 0])
        : { kind: 'named', path, name: '?' };
    }
    const owner = this.of(x);
    if (owner?.kind === 'struct') return owner.fields.get(sel.name) ?? null;
    const member = memberOf(this.program, owner, sel.name);
    if (member?.kind === 'field') return member.type;
    return member?.kind === 'library' ? { kind: 'named', path: member.path, name: '?' } : null;
  }

  private result(call: CallExpr, result: number): GoType {
    const callee = this.callee(call);
    switch (callee.kind) {
      case 'function':
        return resolveType(this.program, callee.fn.file, callee.fn.facts.results[result] ?? null);
      case 'interface':
        return callee.results[result] ?? null;
      case 'library':
        return libraryResult(callee.path, callee.receiver, callee.name, result);
      case 'literal':
        return resultOf(this.of(callee.literal), result);
      case 'variable':
        return resultOf(this.variable(callee.variable), result);
      case 'conversion':
        return callee.type;
      case 'builtin':
        return /^(?:new|make|append)$/.test(callee.name) && call.args[0]
          ? this.typeOrValue(call.args[0])
          : null;
      case 'unknown':
        return resultOf(callee.type, result);
    }
  }

  /** The first argument of `new` and `make` is a type, that of `append` a value. */
  private typeOrValue(expr: Expr): GoType {
    return this.of(expr) ?? this.written(expr);
  }
}

function resultOf(type: GoType, result: number): GoType {
  return type?.kind === 'func' ? (type.results[result] ?? null) : null;
}

function elementOf(type: GoType): GoType {
  return type?.kind === 'list' ? type.of : null;
}

const NO_FUNCTION = {
  name: '',
  receiver: '',
  receiverVar: -1,
  params: [],
  variadic: false,
  results: [],
  resultVars: [],
  locals: [],
  steps: [],
  references: [],
  position: 0,
  statements: 0,
  directive: '',
};
