import { builtinCall } from './builtin-call.js';
import type { Position, Value } from './facts.js';
import { firstPartyCall } from './first-party-call.js';
import { generatedCall } from './generated-call.js';
import { interfaceCall } from './interface-call.js';
import { libraryCall } from './library-call.js';
import { opaqueCall } from './opaque-call.js';
import { recordEscape } from './record-escape.js';
import { recordRoute } from './record-route.js';
import { resolveCallee } from './resolve-callee.js';
import type { Node } from './summary.js';
import type { SummaryContext } from './summary-context.js';

export function evaluateCall(context: SummaryContext, call: ['c', Value, Value[], Position]): Node {
  const [, before, args, at] = call;
  const callee = resolveCallee(context, before);
  if (callee.kind === 'builtin') return builtinCall(context, callee.name, args, at);
  const argNodes = args.map((a) => context.evaluate(a));
  switch (callee.kind) {
    case 'conversion':
      conversion(context, before, args[0] ?? null);
      return argNodes[0] ?? 0;
    case 'function': {
      const { fn, receiver } = callee;
      generatedCall(context, fn, args, argNodes, at);
      return firstPartyCall(context, fn, receiver, args, argNodes, context.flow.callNumber(call));
    }
    case 'library':
      return libraryCall(context, callee, args, argNodes, at);
    case 'dynamic': {
      const { name, receiver } = callee;
      context.draft.dynamic.add(name);
      recordRoute(context, name, receiver, args, at, null);
      return interfaceCall(context, name, receiver, args, argNodes);
    }
    case 'value':
      return opaqueCall(context, callee.node, args, argNodes);
  }
}

/** A value that is made one of a library's type is handed to the library. */
function conversion(context: SummaryContext, type: Value, value: Value): void {
  if (!value) return;
  const target = context.types.asType(type);
  if (target?.kind === 'named' && !context.program.package(target.path)) recordEscape(context, value);
}
