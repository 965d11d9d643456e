import type { Value } from './facts.js';
import { recordEscape } from './record-escape.js';
import type { Node } from './summary.js';
import type { SummaryContext } from './summary-context.js';

/** Types of values that live as long as one request: no part of the server that hands them to its handlers. */
export const OF_ONE_REQUEST = /^(?:Context|Ctx|Request|RequestCtx|ResponseWriter)$/;

/** A call that we cannot look into: its result holds what it was given, and so does its receiver. */
export function opaqueCall(context: SummaryContext, receiver: Node, args: Value[], argNodes: Node[]): Node {
  const { nodes, flow } = context;
  const node = nodes.fresh();
  flow.contain(receiver, node);
  for (const [i, part] of argNodes.entries()) {
    flow.contain(part, node);
    flow.affect(part, receiver);
    const arg = args[i];
    if (arg?.[0] === 'f') callback(context, arg[1], receiver);
    recordEscape(context, arg ?? null);
  }
  return node;
}

/**
 * A function literal that a library calls back with the receiver or something derived from it:
 * `r.Route("/", func(r chi.Router) {…})`.
 */
function callback({ fn, flow }: SummaryContext, params: number[], receiver: Node): void {
  for (const param of params) {
    const type = fn.facts.locals[param] ?? null;
    if (type?.[0] === 'q' && OF_ONE_REQUEST.test(type[2])) continue;
    const to = flow.local(fn, param);
    flow.contain(receiver, to);
    flow.affect(to, receiver);
  }
}
