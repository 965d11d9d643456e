/** Spans around code that does nothing worth measuring. */
import type { DraftFinding } from '../../../model/finding.js';
import { childrenOf } from '../rewrite/walk.js';
import type { CallExpr, GoNode, Stmt } from '../syntax/ast.js';
import { spanStarts } from './codebase-spans.js';
import { findingsByFile } from './findings-by-file.js';
import type { GoCodebase } from './go-codebase.js';
import type { OpenFunction } from './go-function.js';
import { boundName, calledName, placeOf } from './span-text.js';
import { isOpenTelemetry } from './span-types.js';
import type { SpanStart } from './started-spans.js';

/** One finding for each span that lasts to the end of its function, or to a plain end, and calls nothing until then. */
export function checkGoNoTrivialSpan(codebase: GoCodebase): Map<string, DraftFinding[]> {
  return findingsByFile(codebase.once(spanStarts), judge);
}

function judge(start: SpanStart): DraftFinding[] {
  const name = boundName(start);
  const inside = name === undefined ? undefined : statementsInside(start, name);
  if (name === undefined || !inside || inside.some((stmt) => works(start.fn, stmt, name))) return [];
  return [
    {
      at: calledName(start.call),
      message:
        'The code in this span calls nothing and waits for nothing: the span costs more than what it measures. Remove it, or add an event to the span around it.',
    },
  ];
}

/** The statements in a span; undefined when its end is not among those that follow it. */
export function statementsInside(start: SpanStart, name: string): readonly Stmt[] | undefined {
  const place = placeOf(start);
  const list = start.owner.body?.stmts ?? [];
  const from = place ? list.indexOf(place.stmt) : -1;
  if (from < 0) return undefined;
  const after = list.slice(from + 1);
  if (after.some((stmt) => stmt.kind === 'DeferStmt' && isEnd(stmt.call, name))) return after;
  const end = after.findIndex(
    (stmt) => stmt.kind === 'ExprStmt' && stmt.x.kind === 'CallExpr' && isEnd(stmt.x, name),
  );
  return end < 0 ? undefined : after.slice(0, end);
}

function isEnd({ fun }: CallExpr, span: string): boolean {
  return (
    fun.kind === 'SelectorExpr' && fun.sel.name === 'End' && fun.x.kind === 'Ident' && fun.x.name === span
  );
}

/** Whether a node does something: calls, waits, repeats. What is called on the span or only makes a value of it counts for nothing. */
function works(fn: OpenFunction, node: GoNode, span: string): boolean {
  switch (node.kind) {
    case 'ForStmt':
    case 'RangeStmt':
    case 'GoStmt':
    case 'SelectStmt':
    case 'SendStmt':
    case 'FuncLit':
      return true;
    case 'UnaryExpr':
      return node.op === '<-' || works(fn, node.x, span);
    case 'CallExpr':
      return !isIdle(fn, node, span) || node.args.some((arg) => works(fn, arg, span));
    default:
      return childrenOf(node).some((child) => works(fn, child, span));
  }
}

function isIdle(fn: OpenFunction, call: CallExpr, span: string): boolean {
  const { fun } = call;
  if (fun.kind === 'SelectorExpr' && fun.x.kind === 'Ident' && fun.x.name === span) return true;
  const callee = fn.types.callee(call);
  if (callee.kind === 'conversion') return true;
  if (callee.kind === 'builtin') return /^(?:len|cap|min|max|new)$/.test(callee.name);
  return callee.kind === 'library' && isOpenTelemetry(callee.path);
}
