import type { Value } from './facts.js';
import type { GoFunction } from './program.js';
import { recordEscape, recordEscapeTo } from './record-escape.js';
import { calledFunction } from './resolve-callee.js';
import type { Node } from './summary.js';
import type { SummaryContext } from './summary-context.js';
import { resolveType } from './types.js';

/** @param call the number of the call */
export function firstPartyCall(
  context: SummaryContext,
  fn: GoFunction,
  receiver: Node | null,
  args: Value[],
  argNodes: Node[],
  call: number,
): Node {
  const { nodes, flow, draft } = context;
  draft.refs.add(fn);
  const { receiverVar, results } = fn.facts;
  if (receiver !== null && receiverVar >= 0) {
    flow.move(receiver, flow.local(fn, receiverVar), call);
    flow.affect(nodes.effects(fn, receiverVar), receiver, -call);
  }
  const spread = spreadCall(context, fn, args);
  passArguments(context, fn, argNodes, call);
  if (spread && args[0]) passResults(context, spread, args[0], fn, call);
  if (!fn.file.facts.full) for (const arg of args) recordEscape(context, arg);
  else for (const [i, arg] of args.entries()) escapeToParameter(context, fn, i, arg);
  if (results.length === 0) return 0;
  const node = nodes.fresh();
  flow.move(flow.result(fn, 0), node, -call);
  return node;
}

function escapeToParameter(context: SummaryContext, fn: GoFunction, index: number, arg: Value): void {
  const { params } = fn.facts;
  const param = params[Math.min(index, params.length - 1)];
  if (param) recordEscapeTo(context, resolveType(context.program, fn.file, param.type), arg);
}

function passArguments({ nodes, flow }: SummaryContext, fn: GoFunction, args: Node[], call: number): void {
  const { params, variadic } = fn.facts;
  const last = params.length - 1;
  for (const [i, node] of args.entries()) {
    const param = params[Math.min(i, last)];
    const to = param ? flow.local(fn, param.variable) : 0;
    if (!param || to === 0) continue;
    if (variadic && i >= last) flow.contain(node, to, call);
    else flow.move(node, to, call);
    // What the callee does to a parameter, such as a router that it adds middleware to, it does to the argument.
    flow.affect(nodes.effects(fn, param.variable), node, -call);
  }
}

/** The function behind `f(g())` where g has several results. */
function spreadCall(context: SummaryContext, fn: GoFunction, args: Value[]): GoFunction | null {
  if (args.length !== 1 || fn.facts.params.length <= 1) return null;
  const inner = calledFunction(context, args[0] ?? null);
  return inner && inner.facts.results.length > 1 ? inner : null;
}

function passResults(
  { nodes, flow }: SummaryContext,
  inner: GoFunction,
  innerCall: NonNullable<Value>,
  fn: GoFunction,
  call: number,
): void {
  for (const [i, param] of fn.facts.params.entries()) {
    const between = nodes.fresh();
    flow.move(flow.result(inner, i), between, -flow.callNumber(innerCall));
    flow.move(between, flow.local(fn, param.variable), call);
  }
}
