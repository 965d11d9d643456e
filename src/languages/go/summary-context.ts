import type { Value } from './facts.js';
import type { FlowNodes } from './flow-nodes.js';
import type { FlowRecorder } from './flow-recorder.js';
import type { KnownSymbols } from './known-symbols.js';
import type { GoFunction, GoPackage, Program } from './program.js';
import type { Node } from './summary.js';
import type { SummaryDraft } from './summary-draft.js';
import type { FunctionTypes } from './types.js';

/** What summarizing one function knows, and what it has come to. */
export interface SummaryContext {
  readonly program: Program;
  readonly known: KnownSymbols;
  readonly fn: GoFunction;
  /** The package of the function. */
  readonly pkg: GoPackage;
  readonly types: FunctionTypes;
  readonly nodes: FlowNodes;
  readonly flow: FlowRecorder;
  readonly draft: SummaryDraft;
  /** Nodes of the expressions that were evaluated. */
  readonly evaluated: Map<NonNullable<Value>, Node>;
  /** Records what an expression does, once, and gives the node of its value: expressions hold expressions. */
  readonly evaluate: (value: Value) => Node;
}
