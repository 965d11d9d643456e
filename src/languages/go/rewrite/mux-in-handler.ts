/** The `*http.ServeMux` somewhere inside a server's handler, where code beside the server can name it. */
import { directoryOf } from '../../../model/relative-path.js';
import type { Expr, GoNode } from '../syntax/ast.js';
import { declarationAt, type GoSource, importOf } from './go-source.js';
import type { GoTree } from './go-tree.js';
import { assignedValues } from './router-behind.js';
import { childrenOf, pathTo, walk } from './walk.js';

/** Variables that are followed: `h := logged(mux)`, `h = traced(h)`. */
const MAX_STEPS = 4;

/**
 * @param offset where the name will stand
 * @returns the text of a variable or field; null when there is none or several, or when it is the handler itself
 */
export function muxInHandler(tree: GoTree, source: GoSource, handler: Expr, offset: number): string | null {
  const found = new Set<string>();
  const seen = new Set<Expr>();
  const follow = (expr: Expr, steps: number): void => {
    if (seen.has(expr)) return;
    seen.add(expr);
    if (isMux(tree, source, expr)) {
      if (isInScope(source, expr, offset)) found.add(source.text.slice(expr.start, expr.end));
      return;
    }
    if (expr.kind === 'Ident' && steps > 0 && !importOf(source, expr.name))
      for (const value of assignedValues(source, expr)) follow(value, steps - 1);
    if (expr.kind === 'CallExpr') for (const argument of expr.args) follow(argument, steps);
    if (expr.kind === 'CompositeLit' || expr.kind === 'UnaryExpr' || expr.kind === 'KeyValueExpr')
      for (const child of childrenOf(expr)) follow(child as Expr, steps);
  };
  if (isMux(tree, source, handler)) return null;
  follow(handler, MAX_STEPS);
  const [only, second] = found;
  return only !== undefined && second === undefined ? only : null;
}

function isMux(tree: GoTree, source: GoSource, expr: Expr): boolean {
  if (expr.kind === 'SelectorExpr') {
    if (expr.x.kind !== 'Ident') return false;
    const spec = importOf(source, expr.x.name);
    if (spec) return spec.path === 'net/http' && expr.sel.name === 'DefaultServeMux';
    return isMuxField(tree, source, expr.sel.name);
  }
  if (expr.kind !== 'Ident') return false;
  const values = assignedValues(source, expr);
  return values.length === 1 && isNewMux(source, values[0]!);
}

function isNewMux(source: GoSource, value: Expr): boolean {
  if (value.kind !== 'CallExpr' || value.fun.kind !== 'SelectorExpr') return false;
  const { x, sel } = value.fun;
  return sel.name === 'NewServeMux' && x.kind === 'Ident' && importOf(source, x.name)?.path === 'net/http';
}

/** Every field of that name in the package is a `*http.ServeMux`. */
function isMuxField(tree: GoTree, { path }: GoSource, name: string): boolean {
  const types: boolean[] = [];
  for (const source of tree.package(directoryOf(path))) {
    for (const decl of source.file.decls) {
      for (const node of walk(decl)) {
        if (node.kind !== 'Field' || !node.names.some((n) => n.name === name)) continue;
        const type = node.type.kind === 'StarExpr' ? node.type.x : null;
        types.push(type !== null && source.text.slice(type.start, type.end).endsWith('.ServeMux'));
      }
    }
  }
  return types.length > 0 && types.every(Boolean);
}

/** The variable is declared before the offset, in a block around it, or at package level. */
function isInScope(source: GoSource, expr: Expr, offset: number): boolean {
  const root = expr.kind === 'SelectorExpr' ? expr.x : expr;
  if (root.kind !== 'Ident' || importOf(source, root.name)) return true;
  const decl = declarationAt(source, offset);
  if (!decl) return false;
  if (decl.kind !== 'FuncDecl') return declarationAt(source, root.start)?.kind !== 'FuncDecl';
  if (declarationAt(source, root.start) !== decl) return false;
  const blocks = new Set<GoNode>(pathTo(decl, offset).filter((n) => n.kind === 'Block'));
  for (const block of walk(decl)) {
    if (block.kind !== 'Block') continue;
    for (const statement of block.stmts) {
      const isDefinition =
        (statement.kind === 'AssignStmt' &&
          statement.op === ':=' &&
          statement.lhs.some((l) => l.kind === 'Ident' && l.name === root.name)) ||
        (statement.kind === 'DeclStmt' &&
          statement.decl.specs.some(
            (s) => s.kind === 'ValueSpec' && s.names.some((n) => n.name === root.name),
          ));
      if (isDefinition) return blocks.has(block) && statement.end <= offset;
    }
  }
  // A parameter, a receiver or a package variable.
  return true;
}
