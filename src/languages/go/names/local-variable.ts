import type { Expr, FuncDecl, FuncLit, Ident, Range } from '../syntax/ast.js';

/** Something that a function body names: a parameter, variable, constant or local type. */
export interface LocalVariable {
  /** Unique within the function declaration, from 0. */
  id: number;
  name: string;
  /** Where it is declared. */
  ident: Ident;
  kind: 'receiver' | 'parameter' | 'result' | 'variable' | 'constant' | 'type';
  /** The function or literal that it belongs to. */
  owner: FuncDecl | FuncLit;
  /** The block, clause or statement in which it is known. */
  scope: Range;
  /** As written; for a variable of a type switch undefined. */
  type: Expr | undefined;
  /** What its declaration gives it, if anything. */
  source: ValueSource | undefined;
  /** Later assignments. */
  assignments: ValueSource[];
}

/** Where a value comes from: `value`, the given one of its results. */
export type ValueSource =
  | { from: 'value'; value: Expr; result: number; results: number }
  /** A key or value of a range. */
  | { from: 'range'; over: Expr; what: 'key' | 'value' }
  /** `x++`, `x += y`. */
  | { from: 'update'; value: Expr };

/** What every identifier of a function declaration stands for; one that is not listed is none of its own. */
export interface LocalNames {
  variables: readonly LocalVariable[];
  of(ident: Ident): LocalVariable | undefined;
}
