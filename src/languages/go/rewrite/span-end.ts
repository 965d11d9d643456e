import type { Stmt } from '../syntax/ast.js';

/** `span.End()`, at once. */
export function isEndOf(statement: Stmt | undefined, span: string): boolean {
  if (statement?.kind !== 'ExprStmt' || statement.x.kind !== 'CallExpr') return false;
  const { fun } = statement.x;
  return (
    fun.kind === 'SelectorExpr' && fun.sel.name === 'End' && fun.x.kind === 'Ident' && fun.x.name === span
  );
}
