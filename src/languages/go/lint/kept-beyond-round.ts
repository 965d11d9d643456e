import { walk } from '../rewrite/walk.js';
import type { CallExpr, Expr } from '../syntax/ast.js';
import type { OpenFunction } from './go-function.js';
import { callsIn, type SpanStart } from './started-spans.js';

/**
 * Whether a span that is started in a loop stands for something that the loop collects: `it := read(ctx)` with the span's
 * context, then `all = append(all, it)`. Then the span may well last as long as the function works on it.
 */
export function isKeptBeyondRound({ fn, owner, call, origin }: SpanStart): boolean {
  const contexts = resultsOf(fn, call).filter(({ result }) => result !== origin.result);
  const calls = callsIn(fn.decl).filter((one) => one.owner === owner);
  const given = calls.filter(({ call: { args } }) =>
    args.some((arg) => contexts.some(({ variable }) => isIdent(fn, arg, variable))),
  );
  const collected = calls.flatMap(({ call: { fun, args } }) =>
    fun.kind === 'Ident' && fun.name === 'append' ? args.slice(1) : [],
  );
  return given.some(({ call: maker }) => {
    const made = resultsOf(fn, maker).map(({ variable }) => variable);
    return collected.some((arg) =>
      [...walk(arg)].some(
        (node) => node === maker || (node.kind === 'Ident' && made.some((one) => one === fn.names.of(node))),
      ),
    );
  });
}

/** Whether the work of a round goes on in a function that gets the span or its context, such as that of a goroutine. */
export function goesOnInFunction({ fn, owner, call }: SpanStart): boolean {
  const held = resultsOf(fn, call).map(({ variable }) => variable);
  const deferred = [...walk(owner)].filter((node) => node.kind === 'DeferStmt');
  return [...walk(owner)].some(
    (node) =>
      node.kind === 'FuncLit' &&
      node.start > call.end &&
      !deferred.some(({ start, end }) => start <= node.start && node.end <= end) &&
      [...walk(node.body)].some((one) => one.kind === 'Ident' && held.some((v) => v === fn.names.of(one))),
  );
}

/** The variables that hold the results of a call. */
function resultsOf({ names }: OpenFunction, call: CallExpr) {
  return names.variables.flatMap((variable) =>
    [variable.source, ...variable.assignments].flatMap((source) =>
      source?.from === 'value' && source.value === call ? [{ variable, result: source.result }] : [],
    ),
  );
}

function isIdent(fn: OpenFunction, expr: Expr, variable: object): boolean {
  return expr.kind === 'Ident' && fn.names.of(expr) === variable;
}
