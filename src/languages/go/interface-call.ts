import type { Value } from './facts.js';
import { opaqueCall } from './opaque-call.js';
import type { Node } from './summary.js';
import type { SummaryContext } from './summary-context.js';

/** Methods of one name beyond which a call of that name tells nothing. */
const MAX_CANDIDATES = 4;

/** A call through an interface reaches every first-party method of that name, when there are few. */
export function interfaceCall(
  context: SummaryContext,
  name: string,
  receiver: Node,
  args: Value[],
  argNodes: Node[],
): Node {
  const { program, nodes, flow } = context;
  const result = opaqueCall(context, receiver, args, argNodes);
  const candidates = program.methodsByName.get(name) ?? [];
  if (candidates.length > MAX_CANDIDATES) return result;
  const call = nodes.fresh();
  for (const fn of candidates) {
    for (const [i, param] of fn.facts.params.entries()) {
      flow.contain(argNodes[Math.min(i, args.length - 1)] ?? 0, flow.local(fn, param.variable), call);
    }
    flow.move(flow.result(fn, 0), result, -call);
  }
  return result;
}
