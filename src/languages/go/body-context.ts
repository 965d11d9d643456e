import type { Step, TypeRef, Value } from './facts.js';
import type { FileScope } from './file-scope.js';
import type { LocalScope } from './local-scope.js';
import type { Block } from './syntax/ast.js';

/** What the reduction of one function's body has come to. */
export interface BodyContext {
  readonly file: FileScope;
  readonly locals: LocalScope;
  readonly steps: Step[];
  statements: number;
  /** The function literal that is being read; null in the function itself. */
  literal: OpenLiteral | null;
  /** Reduces a block: expressions hold function literals, and these hold statements. */
  readonly block: (block: Block) => void;
}

export interface OpenLiteral {
  /** What it returns, as far as it was read. */
  returns: Value[];
  /** Types of its results. */
  results: TypeRef[];
  /** Number of the first variable of its own. */
  start: number;
}
