/** What becomes of one value on the ways through a function. */
import type { LocalVariable } from '../names/local-variable.js';
import type { CallExpr, Expr, Range } from '../syntax/ast.js';

/** The value whose life is followed. */
export type Origin =
  /** A result of a call that hands over a started span, or a function that ends one. */
  | { kind: 'call'; call: CallExpr; result: number; holds: 'span' | 'ender' }
  /** A parameter, receiver or captured variable that holds a span on entry. */
  | { kind: 'entry'; variable: LocalVariable };

export interface Life {
  /** Where it is lost without having been ended. */
  leaks: readonly Leak[];
  /** The span itself is dropped where it is started. */
  discarded: boolean;
  /** Uses after the end, each with the end before it. */
  lateUses: readonly LateUse[];
  /** The defer in a loop that ends it only when the function returns. */
  loopDefer: Range | undefined;
  /** Whether it is ended, as an entry: on all ways, on some, on none. */
  ends: 'always' | 'sometimes' | 'never';
  /** On the ways where it is not ended, whether there was an error decided. */
  openByError: boolean;
  /** It stays open only where there was no error. */
  endsOnError: boolean;
  /** It was given to somebody who may end it. */
  handedOn: boolean;
  /** Results of the function that carry it on, still open. */
  returned: ReadonlySet<number>;
  /** Results of the function that are functions that end it. */
  returnedEnders: ReadonlySet<number>;
  /** Something ends it somewhere in the function. */
  hasEnd: boolean;
  /** Too many ways to follow: nothing may be concluded. */
  unclear: boolean;
}

export interface Leak {
  at: Range;
  how: 'return' | 'end' | 'jump' | 'scope' | 'overwritten' | 'restarted';
}

export interface LateUse {
  use: Expr;
  name: string;
  end: Range;
  /** The end is deferred: it comes after the use, which is an end itself. */
  deferred: boolean;
}

export const NO_LIFE: Life = {
  leaks: [],
  discarded: false,
  lateUses: [],
  loopDefer: undefined,
  ends: 'never',
  openByError: false,
  endsOnError: false,
  handedOn: false,
  returned: new Set(),
  returnedEnders: new Set(),
  hasEnd: false,
  unclear: false,
};
