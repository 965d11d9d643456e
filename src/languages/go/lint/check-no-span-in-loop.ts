/** Spans that are started for each item of a collection. */
import type { DraftFinding } from '../../../model/finding.js';
import { around, walk } from '../rewrite/walk.js';
import type { CallExpr, Expr, ForStmt, GoNode, RangeStmt } from '../syntax/ast.js';
import { spanStarts } from './codebase-spans.js';
import { isContext } from './context-values.js';
import { findingsByFile } from './findings-by-file.js';
import type { GoCodebase } from './go-codebase.js';
import type { OpenFunction } from './go-function.js';
import { calledName } from './span-text.js';
import type { SpanStart } from './started-spans.js';

/** One finding for each start inside a loop over what is there already, goroutines and callbacks left out. */
export function checkGoNoSpanInLoop(codebase: GoCodebase): Map<string, DraftFinding[]> {
  return findingsByFile(codebase.once(spanStarts), judge);
}

function judge(start: SpanStart): DraftFinding[] {
  const loop = loopAround(start);
  if (!loop || belongsElsewhere(start, loop) || leavesLoop(loop, start.call)) return [];
  const isListed = loop.kind === 'RangeStmt' ? isCollection(start.fn, loop) : isCounted(loop);
  if (!isListed) return [];
  return [
    {
      at: calledName(start.call),
      message:
        'A span is started for each item, so that one request can fill the trace with them. Start one span around the loop, and give it the number of items as an attribute.',
      related: [{ at: { start: loop.start, end: loop.start + 'for'.length }, message: 'the loop' }],
    },
  ];
}

/** The innermost loop around a start, through function literals that are called at once. */
function loopAround({ fn, call }: SpanStart): ForStmt | RangeStmt | undefined {
  const path = around(fn.decl, call);
  for (let i = path.length - 1; i >= 0; i--) {
    const node = path[i]!;
    if (node.kind === 'ForStmt' || node.kind === 'RangeStmt') return isInBody(node, call) ? node : undefined;
    if (node.kind !== 'FuncLit') continue;
    const parent = path[i - 1];
    const isCalled = parent?.kind === 'CallExpr' && parent.fun === node && path[i - 2]?.kind !== 'GoStmt';
    if (!isCalled) return undefined;
  }
  return undefined;
}

function isInBody({ body }: ForStmt | RangeStmt, call: CallExpr): boolean {
  return body.start <= call.start && call.end <= body.end;
}

/**
 * A message of a batch has a trace of its own: its context comes from the item, or the span says what kind it is. A span
 * with a start of its own tells what happened before: it is what the loop is there for.
 */
function belongsElsewhere({ fn, call, direct }: SpanStart, loop: GoNode): boolean {
  const options = call.args
    .slice(2)
    .some((arg) =>
      [...walk(arg)].some(
        (node) =>
          node.kind === 'SelectorExpr' &&
          /^(?:WithNewRoot|WithLinks|WithTimestamp|SpanKind(?:Consumer|Producer|Server))$/.test(
            node.sel.name,
          ),
      ),
    );
  const context = direct ? call.args[0] : call.args.find((arg) => isContext(fn.types.of(arg)));
  return options || (context !== undefined && comesFromInside(fn, context, loop));
}

/** Whether a context is made of values of the loop: `msg.Context()`, `propagator.Extract(ctx, carrier(msg))`. */
function comesFromInside(fn: OpenFunction, context: Expr, loop: GoNode, depth = 0): boolean {
  if (depth > 4) return false;
  for (const node of walk(context)) {
    const variable = node.kind === 'Ident' ? fn.names.of(node) : undefined;
    if (!variable || variable.ident.start < loop.start || variable.ident.start >= loop.end) continue;
    if (!isContext(fn.types.variable(variable))) return true;
    const { source } = variable;
    if (
      source?.from === 'value' &&
      source.value !== context &&
      comesFromInside(fn, source.value, loop, depth + 1)
    )
      return true;
  }
  return false;
}

/** `return` or `break` at the end of the body: the loop looks for one item, or tries again. */
function leavesLoop({ body }: ForStmt | RangeStmt, call: CallExpr): boolean {
  const after = body.stmts.filter((stmt) => stmt.end > call.end);
  return after.some(
    (stmt) => stmt.kind === 'ReturnStmt' || (stmt.kind === 'BranchStmt' && stmt.keyword === 'break'),
  );
}

/** Ranges over channels, iterators and counters wait for work or repeat it. */
function isCollection(fn: OpenFunction, { x, key, value }: RangeStmt): boolean {
  const type = fn.types.of(x);
  if (type?.kind === 'list') return type.isChannel !== true;
  if (x.kind === 'BasicLit' || x.kind === 'FuncLit') return false;
  if (x.kind === 'CallExpr') return value !== undefined && type !== null && type.kind !== 'func';
  // A channel gives one value alone, a function a call each.
  return value !== undefined && key !== undefined;
}

/** `for i := 0; i < len(items); i++`, not a number of attempts. */
function isCounted({ init, cond, post }: ForStmt): boolean {
  if (!init || !cond || !post || cond.kind !== 'BinaryExpr') return false;
  return [...walk(cond)].some(
    (node) => node.kind === 'CallExpr' && node.fun.kind === 'Ident' && node.fun.name === 'len',
  );
}
