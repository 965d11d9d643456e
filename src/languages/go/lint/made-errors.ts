import type { Expr } from '../syntax/ast.js';

/** `errors.New("…")`, `fmt.Errorf("…")`, `status.Error(…)`: surely not nil. */
export function isMadeError(expr: Expr): boolean {
  if (expr.kind !== 'CallExpr' || expr.fun.kind !== 'SelectorExpr') return false;
  const { x, sel } = expr.fun;
  const pkg = x.kind === 'Ident' ? x.name : '';
  if (pkg === 'errors' || pkg === 'xerrors') return /^(?:New|Errorf|Newf)$/.test(sel.name);
  return (pkg === 'fmt' && sel.name === 'Errorf') || (pkg === 'status' && /^Errorf?$/.test(sel.name));
}
