import { around } from '../rewrite/walk.js';
import type { CallExpr } from '../syntax/ast.js';
import type { OpenFunction } from './go-function.js';

/** Whether a call stands in a `go` or `defer` statement of the function right around it: it runs beside it, or to clean up. */
export function runsLater(fn: OpenFunction, call: CallExpr): boolean {
  const nodes = around(fn.decl, call);
  const inner = nodes.findLastIndex(({ kind }) => kind === 'FuncLit');
  return nodes.slice(inner + 1).some(({ kind }) => kind === 'GoStmt' || kind === 'DeferStmt');
}
