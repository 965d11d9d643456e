import type { BinaryExpr, Expr } from '../syntax/ast.js';
import { connect, type FlowDraft } from './flow-draft.js';
import type { FlowBlock } from './flow-graph.js';

/** Ends the current block with a condition, taken apart at `&&`, `||` and `!` as Go evaluates it. */
export function branchOn(draft: FlowDraft, condition: Expr, yes: FlowBlock, no: FlowBlock): void {
  let expr = condition;
  let [whenTrue, whenFalse] = [yes, no];
  while (expr.kind === 'ParenExpr' || (expr.kind === 'UnaryExpr' && expr.op === '!')) {
    if (expr.kind === 'UnaryExpr') [whenTrue, whenFalse] = [whenFalse, whenTrue];
    expr = expr.x;
  }
  if (expr.kind === 'BinaryExpr' && (expr.op === '&&' || expr.op === '||')) {
    const operands = operandsOf(expr);
    const last = operands.length - 1;
    for (const [i, operand] of operands.entries()) {
      const next = i === last ? undefined : draft.block();
      if (expr.op === '&&') branchOn(draft, operand, next ?? whenTrue, whenFalse);
      else branchOn(draft, operand, whenTrue, next ?? whenFalse);
      if (next) draft.current = next;
    }
    return;
  }
  draft.add(expr);
  connect(draft.current, whenTrue, { condition: expr, holds: true });
  connect(draft.current, whenFalse, { condition: expr, holds: false });
}

/** `a && b && c`, which nests on the left without bound, as a list. */
function operandsOf(chain: BinaryExpr): Expr[] {
  const operands: Expr[] = [];
  let left: Expr = chain;
  while (left.kind === 'BinaryExpr' && left.op === chain.op) {
    operands.push(left.y);
    left = left.x;
  }
  operands.push(left);
  return operands.reverse();
}
