/** What is called while a span is surely open. */
import type { FlowBlock } from '../control-flow/flow-graph.js';
import { childrenOf } from '../rewrite/walk.js';
import type { CallExpr, Expr, GoNode, Stmt } from '../syntax/ast.js';
import { graphOf } from './function-graph.js';
import type { GoCodebase } from './go-codebase.js';
import { boundName } from './span-text.js';
import type { SpanStart } from './started-spans.js';

/**
 * The calls that come after a start and before the span is ended or handed to somebody, on any way. Those of function
 * literals are among them, but not what runs in a goroutine of its own.
 */
export function callsWhileOpen(codebase: GoCodebase, start: SpanStart): readonly CallExpr[] {
  const { body } = start.owner;
  const name = boundName(start);
  if (!body || name === undefined) return [];
  const graph = graphOf(codebase, start.fn, body);
  const from = graph.blocks.find(({ nodes }) => nodes.some((node) => holds(node, start.call)));
  if (!from) return [];
  const found = new Set<CallExpr>();
  const seen = new Set<FlowBlock>();
  const waiting: { block: FlowBlock; nodes: readonly (Stmt | Expr)[] }[] = [
    { block: from, nodes: from.nodes.slice(from.nodes.findIndex((node) => holds(node, start.call)) + 1) },
  ];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { block, nodes } = next;
    const stop = nodes.findIndex((node) => letsGo(node, name) || holds(node, start.call));
    for (const node of stop < 0 ? nodes : nodes.slice(0, stop))
      for (const call of callsNow(node)) found.add(call);
    if (stop >= 0) continue;
    for (const { to } of block.next) {
      if (seen.has(to)) continue;
      seen.add(to);
      waiting.push({ block: to, nodes: to.nodes });
    }
  }
  return [...found].sort((a, b) => a.start - b.start);
}

function holds(node: GoNode, call: CallExpr): boolean {
  return node.start <= call.start && call.end <= node.end && node.kind !== 'RangeStmt';
}

/** `span.End()`, or a call that gets the span, not deferred. */
function letsGo(node: Stmt | Expr, name: string): boolean {
  if (node.kind === 'DeferStmt') return false;
  return callsNow(node).some(
    ({ fun, args }) =>
      (fun.kind === 'SelectorExpr' && isNamed(fun.x, name) && /^(?:End|Finish|Close)/.test(fun.sel.name)) ||
      args.some((arg) => isNamed(arg, name)),
  );
}

function isNamed(expr: Expr, name: string): boolean {
  return expr.kind === 'Ident' && expr.name === name;
}

/** Calls in a node; a `RangeStmt` stands for one round's assignment, and what a goroutine runs comes later. */
function callsNow(node: GoNode): CallExpr[] {
  if (node.kind === 'RangeStmt' || node.kind === 'GoStmt') return [];
  const inside = childrenOf(node).flatMap(callsNow);
  return node.kind === 'CallExpr' ? [node, ...inside] : inside;
}
