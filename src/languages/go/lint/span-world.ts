/** What following one span has to know of the code around it. */
import type { FlowGraph } from '../control-flow/flow-graph.js';
import type { LocalNames, LocalVariable } from '../names/local-variable.js';
import type { CallExpr, Expr, FuncLit, Stmt } from '../syntax/ast.js';
import type { Leak } from './life.js';
import type { ValueStep, ValueUse } from './value-steps.js';

/** What a function or literal does to a span that it gets. */
export interface SpanEffect {
  ends: 'always' | 'sometimes' | 'never';
  /** Where it does not end it, an error (or none) decided so. */
  openByError: boolean;
  /** It stays open only where there was no error. */
  endsOnError: boolean;
  /** It keeps it, returns it, or gives it to code that cannot be seen. */
  handsOn: boolean;
}

/** What `followSpan` asks about the rest of the code. */
export interface SpanWorld {
  graph: FlowGraph;
  names: LocalNames;
  steps(node: Stmt | Expr): readonly ValueStep[];
  holdsSpan(variable: LocalVariable): boolean;
  isError(variable: LocalVariable): boolean;
  /** A method called on a span, or on something inside of what holds it. */
  method(use: ValueUse & { kind: 'method' }): SpanEffect;
  argument(call: CallExpr, index: number): SpanEffect;
  closure(literal: FuncLit, variable: LocalVariable): SpanEffect;
  /** Where a literal that ends a captured span on some ways leaves it open on others. */
  closureLeaks(literal: FuncLit, variable: LocalVariable): readonly Leak[];
  /** The named result that is the function's error, if it has one. */
  errorResult: LocalVariable | undefined;
}

const OUTSIDE = { openByError: false, endsOnError: false } as const;

export const NOTHING: SpanEffect = { ends: 'never', handsOn: false, ...OUTSIDE };
export const ENDS: SpanEffect = { ends: 'always', handsOn: false, ...OUTSIDE };
export const HANDS_ON: SpanEffect = { ends: 'never', handsOn: true, ...OUTSIDE };
