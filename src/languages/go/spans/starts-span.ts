import type { GoNode } from '../syntax/ast.js';

/** `ctx, span := tracer.Start(ctx, "name")`. */
export function startsSpan(node: GoNode): boolean {
  if (node.kind !== 'AssignStmt' || node.lhs.length !== 2 || node.rhs.length !== 1) return false;
  const [value] = node.rhs;
  if (value?.kind !== 'CallExpr' || value.args.length < 2 || value.fun.kind !== 'SelectorExpr') return false;
  return /^Start(?:Span(?:FromContext)?)?$/.test(value.fun.sel.name);
}
