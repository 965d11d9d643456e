/** In which order the parts of a function body may run. */
import type { BranchStmt, CallExpr, Expr, Range, Stmt } from '../syntax/ast.js';

export interface FlowGraph {
  entry: FlowBlock;
  /** Every block, unreachable ones included. */
  blocks: readonly FlowBlock[];
}

/** A stretch that runs from its first node to its last. */
export interface FlowBlock {
  id: number;
  /** Simple statements, conditions, operands of switches and ranges; a `RangeStmt` stands for one round's assignment. */
  nodes: (Stmt | Expr)[];
  /** Where it goes on; empty when it leaves the function or blocks for ever. */
  next: FlowEdge[];
  exit: FlowExit | undefined;
  /** The innermost scope around it: a variable that is declared elsewhere than around it is out of scope here. */
  scope: Range;
}

export interface FlowEdge {
  to: FlowBlock;
  /** What is known when this way is taken. */
  assumes: Assumption | undefined;
  /** The statement that jumps: break, continue, goto or fallthrough. */
  by: BranchStmt | undefined;
}

export interface Assumption {
  /** No `&&`, `||`, `!` or parentheses at its top. */
  condition: Expr;
  holds: boolean;
}

/** How a block leaves the function: by a return statement, at the closing brace, by a panic, or it stops the goroutine or process. */
export interface FlowExit {
  kind: 'return' | 'end' | 'panic' | 'stop';
  at: Range;
}

/** Tells which calls never come back. */
export type NeverReturns = (call: CallExpr) => 'panic' | 'stop' | undefined;
