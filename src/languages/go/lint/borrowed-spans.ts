/** Spans that a function takes out of a context: somebody else started them. */
import type { LocalVariable } from '../names/local-variable.js';
import type { GoPackage } from '../program.js';
import type { CallExpr, Expr, FuncDecl, FuncLit } from '../syntax/ast.js';
import { spanFunctions } from './codebase-spans.js';
import type { GoCodebase } from './go-codebase.js';
import type { OpenFunction } from './go-function.js';
import { TRACE_API } from './span-types.js';
import { callsIn } from './started-spans.js';

export interface BorrowedEnd {
  fn: OpenFunction;
  owner: FuncDecl | FuncLit;
  /** `span.End()`. */
  call: CallExpr;
  /** `trace.SpanFromContext(ctx)`. */
  taken: CallExpr;
}

/** Every End of a span that was taken out of a context in the same function. */
export function borrowedEnds(codebase: GoCodebase): readonly BorrowedEnd[] {
  return codebase.once(spanFunctions).flatMap((fn) =>
    callsIn(fn.decl).flatMap(({ call, owner }) => {
      if (call.fun.kind !== 'SelectorExpr' || call.fun.sel.name !== 'End') return [];
      const taken = takenFrom(fn, call.fun.x);
      return taken ? [{ fn, owner, call, taken }] : [];
    }),
  );
}

/** Packages that end spans which they take out of contexts: there, a context may own its span. */
export function endsBorrowedSpans(codebase: GoCodebase): ReadonlySet<GoPackage> {
  return codebase.once(packagesOf);
}

function packagesOf(codebase: GoCodebase): ReadonlySet<GoPackage> {
  return new Set(codebase.once(borrowedEnds).map(({ fn }) => fn.file.package));
}

/** The call of `trace.SpanFromContext` that an expression is, or that its variable holds for good. */
function takenFrom(fn: OpenFunction, expr: Expr): CallExpr | undefined {
  if (expr.kind === 'CallExpr') return isSpanFromContext(fn, expr) ? expr : undefined;
  const variable = expr.kind === 'Ident' ? fn.names.of(expr) : undefined;
  return variable && onlyValue(fn, variable);
}

function onlyValue(fn: OpenFunction, { source, assignments }: LocalVariable): CallExpr | undefined {
  if (source?.from !== 'value' || assignments.length > 0 || source.value.kind !== 'CallExpr')
    return undefined;
  return isSpanFromContext(fn, source.value) ? source.value : undefined;
}

function isSpanFromContext(fn: OpenFunction, call: CallExpr): boolean {
  const callee = fn.types.callee(call);
  return callee.kind === 'library' && callee.path === TRACE_API && callee.name === 'SpanFromContext';
}
