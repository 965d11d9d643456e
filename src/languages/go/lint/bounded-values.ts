/** Values of which the code itself shows that there are few. */
import { unboundedBy } from '../../name-words.js';
import type { GoType } from '../go-type.js';
import { walk } from '../rewrite/walk.js';
import type { Expr, GenDecl } from '../syntax/ast.js';
import type { GoCodebase } from './go-codebase.js';
import { functionsOf, type OpenFunction } from './go-function.js';

/** A type of the codebase over a string or a number: its values are constants of the code, as far as one can tell. */
export function isEnum(codebase: GoCodebase, fn: OpenFunction, expr: Expr): boolean {
  const type = fn.types.of(expr);
  if (type?.kind !== 'named') return false;
  const declared = codebase.program.package(type.path)?.types.get(type.name)?.facts;
  return declared?.kind === 'other' && unboundedBy(type.name) === null;
}

/** `names[kind]` of a map that the package declares. */
export function isDeclaredTable(fn: OpenFunction, container: Expr): boolean {
  if (container.kind === 'Ident') return !fn.names.of(container) && fn.file.package.vars.has(container.name);
  return container.kind === 'SelectorExpr' && fn.types.packageOf(container.x) !== undefined;
}

/** What a loop runs over is written out in the code: `range 3`, `range []string{"card", "cash"}`, a table of the package. */
export function isWrittenOut(fn: OpenFunction, over: Expr): boolean {
  switch (over.kind) {
    case 'BasicLit':
      return true;
    case 'CompositeLit':
      return over.elts.every((one) => isWrittenOut(fn, one.kind === 'KeyValueExpr' ? one.value : one));
    case 'Ident': {
      const variable = fn.names.of(over);
      if (!variable) return isConstant(fn, over) || isDeclaredTable(fn, over);
      const { source, assignments, kind } = variable;
      if (kind === 'constant') return true;
      return source?.from === 'value' && assignments.length === 0 && isWrittenOut(fn, source.value);
    }
    case 'SelectorExpr':
      return isDeclaredTable(fn, over);
    default:
      return false;
  }
}

/** A field that only its package can set, and sets to nothing but constants: `&consumer{path: "/v1/traces"}`. */
export function isConstantField(
  codebase: GoCodebase,
  fn: OpenFunction,
  { x, sel }: Expr & { kind: 'SelectorExpr' },
): boolean {
  const type = fn.types.of(x);
  if (type?.kind !== 'named' || !/^\p{Ll}/u.test(sel.name)) return false;
  const declared = codebase.program.package(type.path)?.types.get(type.name)?.facts;
  if (declared?.kind !== 'struct') return false;
  const known = codebase.once(constantFields);
  const key = `${type.path}.${type.name}.${sel.name}`;
  let verdict = known.get(key);
  if (verdict === undefined) {
    verdict = onlyConstants(codebase, type, sel.name);
    known.set(key, verdict);
  }
  return verdict;
}

function constantFields(): Map<string, boolean> {
  return new Map();
}

function onlyConstants(codebase: GoCodebase, type: GoType & { kind: 'named' }, field: string): boolean {
  const isOwn = (of: GoType) => of?.kind === 'named' && of.path === type.path && of.name === type.name;
  const files = codebase.program.package(type.path)?.files ?? [];
  const given = files.flatMap(({ path }) => [
    ...functionsOf(codebase, path).flatMap((fn) => givenInFunction(fn, field, isOwn)),
    ...(codebase.open(path)?.file.decls ?? []).flatMap((decl) =>
      decl.kind === 'GenDecl' ? givenInPackage(decl, field) : [],
    ),
  ]);
  return given.length > 0 && given.every((isFixed) => isFixed);
}

/** For each value that a function gives the field, whether it is a constant; what cannot be told is none. */
function givenInFunction(fn: OpenFunction, field: string, isOwn: (type: GoType) => boolean): boolean[] {
  return [...walk(fn.decl)].flatMap((node) => {
    if (node.kind === 'CompositeLit') {
      const owner = fn.types.of(node);
      if (owner !== null && !isOwn(owner)) return [];
      const pairs = node.elts.flatMap((one) => (one.kind === 'KeyValueExpr' ? [one] : []));
      if (owner !== null && pairs.length < node.elts.length) return [false];
      return pairs.flatMap(({ key, value }) => (isNamed(key, field) ? [isConstant(fn, value)] : []));
    }
    if (node.kind !== 'AssignStmt') return [];
    return node.lhs.flatMap((target, i) => {
      if (target.kind !== 'SelectorExpr' || target.sel.name !== field) return [];
      const owner = fn.types.of(target.x);
      if (owner !== null && !isOwn(owner)) return [];
      const value = node.lhs.length === node.rhs.length ? node.rhs[i] : undefined;
      return [node.op === '=' && value !== undefined && isConstant(fn, value)];
    });
  });
}

function givenInPackage(decl: GenDecl, field: string): boolean[] {
  return [...walk(decl)].flatMap((node) =>
    node.kind === 'KeyValueExpr' && isNamed(node.key, field) ? [node.value.kind === 'BasicLit'] : [],
  );
}

const isNamed = (key: Expr, field: string): boolean => key.kind === 'Ident' && key.name === field;

function isConstant(fn: OpenFunction, expr: Expr): boolean {
  switch (expr.kind) {
    case 'BasicLit':
      return true;
    case 'Ident': {
      const variable = fn.names.of(expr);
      return variable ? variable.kind === 'constant' : fn.file.package.constants.has(expr.name);
    }
    case 'SelectorExpr':
      return fn.types.packageOf(expr.x) !== undefined;
    case 'BinaryExpr':
      return isConstant(fn, expr.x) && isConstant(fn, expr.y);
    default:
      return false;
  }
}
