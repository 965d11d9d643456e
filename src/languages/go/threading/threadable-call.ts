/** A call that could take a context. */
import type { Edit } from '#src/model/change.js';
import type { GoHelper } from '#src/model/go-wrap.js';
import type { CallExpr, Expr } from '../syntax/ast.js';
import type { Scope } from '../typing/local-scopes.js';
import type { FunctionReading } from '../typing/read-function.js';
import type { TypeResolver } from '../typing/type-expressions.js';

export interface ThreadableCall {
  /** The call; for a value that gets the context, the value. */
  node: Expr;
  scope: Scope;
  /** Integration whose spans the call makes. */
  integration: string;
  /** As shown to the user, for example `Query`. */
  name: string;
  /** @param nameOf the name of a helper in the package, which it is declared in then */
  edits(context: string, nameOf: (helper: GoHelper) => string): Edit[];
  /** The helper that takes the call's place. */
  helper: GoHelper | null;
  /** It makes no span without a context. */
  isAlone: boolean;
  /** The reference to the package `context` that goes with it. */
  dropped: { start: number; end: number } | null;
  /** A transaction that now ends with the context. */
  begins: boolean;
}

export interface OwnInterface {
  node: CallExpr;
  name: string;
  /** The user's interface that lacks the variant. */
  type: string;
  variant: string;
}

export interface ThreadContext {
  resolver: TypeResolver;
  reading: FunctionReading;
  /** Ids of the integrations that make spans in a service of the file. */
  isTraced(integration: string): boolean;
  /** Whether variants that make spans by themselves may be used in the module, by integration. */
  standsAlone(integration: string): boolean;
}
