/** Whether a handler leads to a router that gets server spans of its own: both would be counted twice. */
import { directoryOf } from '../../../model/relative-path.js';
import { withoutMajorVersion } from '../symbols.js';
import type { Expr, GoNode } from '../syntax/ast.js';
import { declarationAt, declaredBelow, type GoSource, importOf } from './go-source.js';
import type { GoTree } from './go-tree.js';
import { childrenOf, walk } from './walk.js';

const MAX_CALLS = 5;

type Answer = 'plain' | 'router' | 'unknown';

/** @param routers packages of routers, without major versions */
export function routerBehind(
  tree: GoTree,
  source: GoSource,
  handler: Expr | null,
  routers: ReadonlySet<string>,
): Answer {
  const seen = new Set<GoNode>();
  let unknown = false;

  const exploreAll = (inside: GoSource, root: GoNode, calls: number): boolean => {
    if (seen.has(root)) return false;
    seen.add(root);
    for (const node of walk(root)) {
      if (node.kind === 'CallExpr' && exploreCallee(inside, node.fun, calls)) return true;
    }
    return false;
  };

  const exploreCallee = (inside: GoSource, callee: Expr, calls: number): boolean => {
    const here = directoryOf(inside.path);
    if (callee.kind === 'Ident') return exploreFunctions(here, callee.name, calls);
    if (callee.kind !== 'SelectorExpr') return false;
    const spec = callee.x.kind === 'Ident' ? importOf(inside, callee.x.name) : undefined;
    if (spec) {
      if (routers.has(withoutMajorVersion(spec.path))) return true;
      const directory = tree.directoryOf(spec.path);
      return directory !== null && exploreFunctions(directory, callee.sel.name, calls);
    }
    // A method: any of that name in the packages that this file knows.
    const known = inside.file.imports.flatMap((i) => tree.directoryOf(i.path) ?? []);
    return [here, ...known].some((d) => exploreFunctions(d, callee.sel.name, calls));
  };

  const exploreFunctions = (directory: string, name: string, calls: number): boolean => {
    if (calls >= MAX_CALLS) {
      unknown = true;
      return false;
    }
    return tree
      .functions(directory, name)
      .some(({ source: other, decl }) => decl.body && exploreAll(other, decl.body, calls + 1));
  };

  const isRouterType = (inside: GoSource, type: Expr): boolean => {
    const named = type.kind === 'StarExpr' ? type.x : type;
    if (named.kind !== 'SelectorExpr' || named.x.kind !== 'Ident') return false;
    const spec = importOf(inside, named.x.name);
    return spec !== undefined && routers.has(withoutMajorVersion(spec.path));
  };

  /** Follows an expression: what it calls, and where its variables come from. */
  const follow = (inside: GoSource, expr: Expr): boolean => {
    if (seen.has(expr)) return false;
    seen.add(expr);
    if (expr.kind === 'Ident') {
      if (expr.name === 'nil' || (importOf(inside, expr.name) && !isShadowed(inside, expr))) return false;
      const parameter = parameterType(inside, expr);
      if (parameter) {
        unknown = true;
        return isRouterType(inside, parameter);
      }
      const values = assignedValues(inside, expr);
      if (values.length === 0) unknown = true;
      return values.some((v) => follow(inside, v));
    }
    if (expr.kind === 'SelectorExpr') {
      if (expr.x.kind === 'Ident' && importOf(inside, expr.x.name)) return false;
      if (
        fieldTypes(tree, inside, expr.sel.name).some(({ source: other, type }) => isRouterType(other, type))
      )
        return true;
      // A field: whatever it is given anywhere in the package.
      const values = fieldValues(tree, inside, expr.sel.name);
      if (values.length === 0) unknown = true;
      return values.some(({ source: other, value }) => follow(other, value));
    }
    if (expr.kind === 'CallExpr') {
      if (exploreCallee(inside, expr.fun, 0)) return true;
      if (expr.fun.kind === 'SelectorExpr' && expr.fun.x.kind !== 'Ident' && follow(inside, expr.fun.x))
        return true;
      // A method of a value: `a.engine.Handler()`.
      const { fun } = expr;
      const isMethod = fun.kind === 'SelectorExpr' && fun.x.kind === 'Ident' && !importOf(inside, fun.x.name);
      if (
        isMethod &&
        tree.functions(directoryOf(inside.path), fun.sel.name).length === 0 &&
        follow(inside, fun.x)
      )
        return true;
      if (expr.fun.kind === 'CallExpr' && follow(inside, expr.fun)) return true;
      return expr.args.some((a) => mayHoldHandler(a) && follow(inside, a));
    }
    if (expr.kind === 'FuncLit' || expr.kind === 'BasicLit') return exploreAll(inside, expr, 0);
    for (const child of childrenOf(expr)) {
      if ('kind' in child && isExpression(child) && follow(inside, child)) return true;
    }
    return false;
  };

  if (handler === null) return 'plain';
  if (follow(source, handler)) return 'router';
  return unknown ? 'unknown' : 'plain';
}

/** A variable of the function has the name of an import, as in `func serve(gin *gin.Engine)`. */
function isShadowed(source: GoSource, { name, start }: { name: string; start: number }): boolean {
  const decl = declarationAt(source, start);
  return decl !== undefined && declaredBelow(decl).has(name);
}

function mayHoldHandler(expr: Expr): boolean {
  return expr.kind !== 'BasicLit' && expr.kind !== 'FuncLit';
}

const EXPRESSIONS = new Set([
  'Ident',
  'CallExpr',
  'UnaryExpr',
  'ParenExpr',
  'CompositeLit',
  'StarExpr',
  'SelectorExpr',
]);

function isExpression(node: GoNode): node is Expr {
  return EXPRESSIONS.has(node.kind);
}

function fieldValues(tree: GoTree, inside: GoSource, field: string): { source: GoSource; value: Expr }[] {
  const found: { source: GoSource; value: Expr }[] = [];
  for (const source of tree.package(directoryOf(inside.path))) {
    for (const decl of source.file.decls) {
      for (const node of walk(decl)) {
        if (node.kind === 'KeyValueExpr' && node.key.kind === 'Ident' && node.key.name === field)
          found.push({ source, value: node.value });
        if (node.kind !== 'AssignStmt') continue;
        const at = node.lhs.findIndex((l) => l.kind === 'SelectorExpr' && l.sel.name === field);
        const value = at === -1 ? undefined : (node.rhs[at] ?? node.rhs[0]);
        if (value) found.push({ source, value });
      }
    }
  }
  return found;
}

/** Declared types of the fields of that name in the package's structs. */
function fieldTypes(tree: GoTree, inside: GoSource, field: string): { source: GoSource; type: Expr }[] {
  return tree.package(directoryOf(inside.path)).flatMap((source) =>
    source.file.decls
      .flatMap((decl) => [...walk(decl)])
      .flatMap((node) => (node.kind === 'StructType' ? node.fields.list : []))
      .filter((one) => one.names.some((name) => name.name === field))
      .map((one) => ({ source, type: one.type })),
  );
}

/** The type of the parameter, of the function around it, that a name stands for. */
function parameterType(source: GoSource, name: { name: string; start: number }): Expr | undefined {
  const decl = source.file.decls.find((d) => d.start <= name.start && name.start < d.end);
  if (decl?.kind !== 'FuncDecl') return undefined;
  const fields = [...(decl.recv?.list ?? []), ...decl.type.params.list];
  return fields.find((field) => field.names.some((one) => one.name === name.name))?.type;
}

/** What a local variable or package variable is given, in its function or file. */
export function assignedValues(source: GoSource, name: { name: string; start: number }): Expr[] {
  const decl = source.file.decls.find((d) => d.start <= name.start && name.start < d.end);
  const scope: GoNode[] = decl ? [decl] : [];
  const values: Expr[] = [];
  for (const root of [...scope, ...source.file.decls.filter((d) => d.kind === 'GenDecl')]) {
    for (const node of walk(root)) {
      if (node.kind === 'AssignStmt') {
        node.lhs.forEach((left, i) => {
          const value = node.rhs.length === node.lhs.length ? node.rhs[i] : node.rhs[0];
          if (left.kind === 'Ident' && left.name === name.name && value) values.push(value);
        });
      } else if (node.kind === 'ValueSpec') {
        node.names.forEach((n, i) => {
          const value = node.values[i] ?? node.values[0];
          if (n.name === name.name && value) values.push(value);
        });
      }
    }
  }
  return values;
}
