/** Spans whose context is thrown away, while the context without them is passed on. */
import type { DraftFinding, DraftFix, TextRange } from '../../../model/finding.js';
import type { LocalVariable } from '../names/local-variable.js';
import type { CallExpr, Expr } from '../syntax/ast.js';
import { contextRoot, isContext, oneLine } from './context-values.js';
import type { GoCodebase } from './go-codebase.js';
import { callsWhileOpen } from './open-calls.js';
import { placeOf, type StartPlace } from './span-text.js';
import { handoverOf, type SpanStart } from './started-spans.js';
import { startsSpanWith } from './traced-calls.js';

/** How many of the calls that lose the span are shown. */
const SHOWN = 5;
/** How far a context is followed through variables. */
const MAX_DEPTH = 12;

/** One finding for a start whose span is missing above the spans that are started in it. */
export function droppedContext(codebase: GoCodebase, start: SpanStart): DraftFinding[] {
  const place = placeOf(start);
  if (!place || start.origin.holds !== 'span') return [];
  const target = place.targets[contextResult(start)];
  const parent = parentOf(start);
  if (target?.kind !== 'Ident' || target.name !== '_' || !parent) return [];
  const lost = callsWithout(codebase, start, parent.variable);
  const [first] = lost;
  if (!first) return [];
  const fix = keepFix(start, place, target, parent.expr, lost);
  return [
    {
      at: { start: target.start, end: target.end },
      message: `The context that holds the span is thrown away, and \`${oneLine(start.fn, first.fun)}\` gets one without it: its spans stand beside this one instead of below it. Keep the context, and pass it on.`,
      related: lost.slice(0, SHOWN).map(({ fun }) => ({
        at: { start: fun.start, end: fun.end },
        message: 'gets the context without the span',
      })),
      ...(fix ? { fix } : {}),
    },
  ];
}

/** Which result of a start is the context, -1 for none. */
function contextResult({ fn, call, direct }: SpanStart): number {
  if (direct) return 0;
  const callee = fn.types.callee(call);
  const results = callee.kind === 'function' ? callee.fn.facts.results : [];
  return results.findIndex((_, i) => isContext(fn.types.of(call, i)));
}

/** The context that the span is started in, when the function was given it. */
function parentOf({ fn, call }: SpanStart): { expr: Expr; variable: LocalVariable } | undefined {
  for (const expr of call.args) {
    const variable = contextRoot(fn, expr);
    if (variable && (expr.kind === 'CallExpr' || isContext(fn.types.of(expr)))) return { expr, variable };
  }
  return undefined;
}

/** Calls while the span is open that start spans with the context that it was started in. */
function callsWithout(codebase: GoCodebase, start: SpanStart, parent: LocalVariable): CallExpr[] {
  const { fn } = start;
  const isSetLater = parent.assignments.some(({ from, ...rest }) => {
    const at = from === 'range' ? undefined : (rest as { value: Expr }).value;
    return at !== undefined && at.start > start.call.end;
  });
  if (isSetLater) return [];
  return callsWhileOpen(codebase, start).filter((call) => {
    // A span that is started right here, beside this one, has the parent that it was given on purpose.
    if (handoverOf(codebase, fn, call)) return false;
    const index = call.args.findIndex((arg) => contextRoot(fn, arg) === parent && !isMadeAnew(start, arg));
    return index >= 0 && startsSpanWith(codebase, fn, call, index);
  });
}

/** `trace.ContextWithSpan(ctx, span)` and whatever else is not the context package's: the span may be in it. */
function isMadeAnew({ fn }: SpanStart, arg: Expr): boolean {
  let at: Expr = arg;
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    if (at.kind === 'Ident') {
      const source = fn.names.of(at)?.source;
      if (source?.from !== 'value') return false;
      at = source.value;
    } else if (at.kind === 'CallExpr') {
      const callee = fn.types.callee(at);
      if (callee.kind !== 'library') return true;
      const [first] = at.args;
      if (!first) return false;
      if (callee.path !== 'context') return true;
      at = first;
    } else return false;
  }
  return true;
}

/** `_, span := …` → `ctx, span := …`, where every call that gets `ctx` afterwards stands in the same block. */
function keepFix(
  start: SpanStart,
  { spec, inLoop, inHead, targets }: StartPlace,
  target: TextRange,
  parent: Expr,
  lost: readonly CallExpr[],
): DraftFix | undefined {
  if (parent.kind !== 'Ident' || spec?.kind !== 'AssignStmt' || spec.op !== ':=' || inLoop || inHead)
    return undefined;
  const span = targets[start.origin.result];
  const scope = span?.kind === 'Ident' ? start.fn.names.of(span)?.scope : undefined;
  const isSeen = ({ args, end }: CallExpr) =>
    scope !== undefined &&
    end <= scope.end &&
    args.some((arg) => arg.kind === 'Ident' && arg.name === parent.name);
  if (!lost.every(isSeen)) return undefined;
  return {
    title: `Keep the context in \`${parent.name}\``,
    safe: true,
    edits: [{ start: target.start, end: target.end, text: parent.name }],
  };
}
