/** From the line and column of a report to the node of the tree. */
import type {
  CallExpr,
  CompositeLit,
  Expr,
  GoNode,
  SelectorExpr,
  Stmt,
  StructType,
  ValueSpec,
} from '../syntax/ast.js';
import type { GoSource } from './go-source.js';
import { importOf } from './go-source.js';
import { pathTo, walk } from './walk.js';

export interface LocatedSite {
  /** A selector is the use of a package variable. */
  node: CallExpr | CompositeLit | ValueSpec | SelectorExpr;
  /** `new(T)` is a call whose type this is. */
  newOf: Expr | null;
  /** Import path of the library as the file writes it. */
  package: string;
  symbol: string;
  /** The literal is of a struct of ours, and the library's value is this field of it, which the literal leaves out. */
  heldIn: string | null;
  /** Nodes around the site, outermost first, itself excluded. */
  around: readonly GoNode[];
}

/** @returns null when there is no construction of an imported package at this place */
export function locateSite(source: GoSource, line: number, column: number): LocatedSite | null {
  const lineStart = source.lines[line - 1];
  if (lineStart === undefined) return null;
  const offset = lineStart + column - 1;
  const decl = source.file.decls.find((d) => d.start <= offset && offset < d.end);
  if (!decl) return null;
  const found: LocatedSite[] = [];
  for (const node of walk(decl)) {
    const site = siteAt(source, decl, node, offset);
    if (site) found.push({ ...site, heldIn: null, around: aroundOf(decl, site.node) });
  }
  const isUse = (site: LocatedSite) => Number(site.node.kind === 'SelectorExpr');
  return found.sort((a, b) => isUse(a) - isUse(b) || a.node.end - b.node.end)[0] ?? null;
}

/**
 * For a struct of ours that holds a library's value: the literal that leaves the field out.
 *
 * @param structs the types of the literal's package
 * @param isWanted whether a library type is a site
 */
export function locateHeldSite(
  source: GoSource,
  line: number,
  column: number,
  structs: (name: string) => { source: GoSource; type: StructType } | null,
  isWanted: (path: string, symbol: string) => boolean,
): LocatedSite | null {
  const offset = source.lines[line - 1]! + column - 1;
  const decl = source.file.decls.find((d) => d.start <= offset && offset < d.end);
  if (!decl) return null;
  for (const node of walk(decl)) {
    if (node.kind !== 'CompositeLit' || node.start !== offset) continue;
    const own = node.type ?? elidedType(pathTo(decl, offset), node);
    const declared = own?.kind === 'Ident' ? structs(own.name) : null;
    for (const field of declared?.type.fields.list ?? []) {
      const type = qualified(declared!.source, field.type);
      if (!type || field.names.length > 1 || !isWanted(type.package, type.symbol)) continue;
      // An embedded field has the name of its type.
      const name = field.names[0]?.name ?? type.symbol;
      if (node.elts.some((e) => e.kind !== 'KeyValueExpr' || isKey(e.key, name))) continue;
      return { node, newOf: null, heldIn: name, ...type, around: aroundOf(decl, node) };
    }
  }
  return null;
}

function isKey(key: Expr, name: string): boolean {
  return key.kind === 'Ident' && key.name === name;
}

function siteAt(
  source: GoSource,
  decl: GoNode,
  node: GoNode,
  offset: number,
): Omit<LocatedSite, 'around' | 'heldIn'> | null {
  if (node.kind === 'CallExpr') {
    const [argument] = node.args;
    if (node.fun.kind === 'Ident' && node.fun.name === 'new' && argument) {
      // The scan places it at the type's own name.
      const at = argument.kind === 'SelectorExpr' ? argument.sel.start : argument.start;
      const type = at === offset ? qualified(source, argument) : null;
      return type && { node, newOf: argument, ...type };
    }
    const callee = node.start === offset ? qualified(source, node.fun) : null;
    return callee && { node, newOf: null, ...callee };
  }
  if (node.kind === 'CompositeLit' && node.start === offset) {
    const written = node.type ?? elidedType(pathTo(decl, offset), node);
    const type = written ? qualified(source, written) : null;
    return type && { node, newOf: null, ...type };
  }
  if (node.kind === 'SelectorExpr' && node.sel.start === offset) {
    const variable = qualified(source, node);
    return variable && { node, newOf: null, ...variable };
  }
  if (node.kind === 'ValueSpec' && node.start === offset && node.type && node.values.length === 0) {
    const type = qualified(source, node.type);
    return type && { node, newOf: null, ...type };
  }
  return null;
}

/** The type that `[]T{{…}}`, `[]*T{{…}}` and `map[K]T{k: {…}}` leave out of their elements. */
function elidedType(path: readonly GoNode[], literal: CompositeLit): Expr | null {
  const outer = path.findLast((n) => n.kind === 'CompositeLit' && n !== literal);
  if (outer?.kind !== 'CompositeLit' || !outer.type) return null;
  const { type } = outer;
  const element = type.kind === 'ArrayType' ? type.elt : type.kind === 'MapType' ? type.value : null;
  return element?.kind === 'StarExpr' ? element.x : element;
}

/** `pkg.Name`, or `Name` in a file whose only dot import it must come from; instantiations are left to the user. */
function qualified(source: GoSource, expr: Expr): { package: string; symbol: string } | null {
  if (expr.kind === 'Ident') {
    const [dotted, second] = source.file.imports.filter((spec) => spec.alias === '.');
    return dotted && !second ? { package: dotted.path, symbol: expr.name } : null;
  }
  if (expr.kind !== 'SelectorExpr' || expr.x.kind !== 'Ident') return null;
  const spec = importOf(source, expr.x.name);
  return spec ? { package: spec.path, symbol: expr.sel.name } : null;
}

function aroundOf(decl: GoNode, node: GoNode): GoNode[] {
  const path = pathTo(decl, node.start);
  // Nodes that begin at the same offset: those that end later are outside.
  return path.filter((p) => p !== node && p.start <= node.start && p.end >= node.end && !isBelow(p, node));
}

function isBelow(candidate: GoNode, node: GoNode): boolean {
  return candidate.start === node.start && candidate.end === node.end && contains(node, candidate);
}

function contains(outer: GoNode, inner: GoNode): boolean {
  for (const node of walk(outer)) if (node === inner && node !== outer) return true;
  return false;
}

/** The statement around a node when it stands in a list of statements: `list[index]`. */
export interface StatementPlace {
  statement: Stmt;
  list: readonly Stmt[];
  index: number;
}

export function statementAround(around: readonly GoNode[]): StatementPlace | null {
  for (let i = around.length - 1; i > 0; i--) {
    const statement = around[i] as Stmt;
    const holder = around[i - 1]!;
    const list = holder.kind === 'Block' ? holder.stmts : holder.kind === 'CaseClause' ? holder.body : null;
    const index = list?.indexOf(statement) ?? -1;
    if (list && index !== -1) return { statement, list, index };
  }
  return null;
}

/** The variable that alone receives a value: `x := v`, `x = v`, `var x = v`. */
export function variableOf(statement: Stmt, value: GoNode): string | null {
  if (statement.kind === 'AssignStmt') {
    const [left] = statement.lhs;
    const plain = statement.op === ':=' || statement.op === '=';
    if (!plain || statement.lhs.length !== 1 || statement.rhs[0] !== value || left?.kind !== 'Ident')
      return null;
    return left.name === '_' ? null : left.name;
  }
  if (statement.kind !== 'DeclStmt') return null;
  const [spec] = statement.decl.specs;
  if (statement.decl.keyword !== 'var' || statement.decl.specs.length !== 1 || spec?.kind !== 'ValueSpec')
    return null;
  const [name] = spec.names;
  if (spec.names.length !== 1 || spec.values[0] !== value || !name || name.name === '_') return null;
  return name.name;
}
