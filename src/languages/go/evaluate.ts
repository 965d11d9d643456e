import { evaluateCall } from './evaluate-call.js';
import { evaluateLiteral } from './evaluate-literal.js';
import { evaluatePackageName, evaluateQualified, evaluateSelector } from './evaluate-name.js';
import type { Value } from './facts.js';
import { isLoggerName } from './inert-types.js';
import { recordReceipt } from './record-site.js';
import type { Node } from './summary.js';
import type { SummaryContext } from './summary-context.js';

/** Records what an expression does, once, and gives the node of its value. */
export function evaluate(context: SummaryContext, value: Value): Node {
  if (!value) return 0;
  const seen = context.evaluated.get(value);
  if (seen !== undefined) return seen;
  context.evaluated.set(value, 0);
  const node = valueNode(context, value);
  context.evaluated.set(value, node);
  return node;
}

function valueNode(context: SummaryContext, value: NonNullable<Value>): Node {
  switch (value[0]) {
    case 'v':
      return isLogger(context, value[1]) ? 0 : context.flow.local(context.fn, value[1]);
    case 'n':
      return evaluatePackageName(context, context.pkg, value[1]);
    case 'q':
      return evaluateQualified(context, value[1], value[2], value[3]);
    case '.':
      return evaluateSelector(context, value[1], value[2], value[3]);
    case 'c':
      return evaluateCall(context, value);
    case 'l':
      return evaluateLiteral(context, value[1], value[2], value[3]);
    case 'f':
      return holding(context, value[2]);
    case '+':
      return holding(context, [value[1], value[2]]);
    case 'e': {
      const node = evaluate(context, value[1]);
      if (value[2] !== undefined) recordReceipt(context, value[1], value[2], node);
      return node;
    }
    case 'a':
      return evaluate(context, value[1]);
    default:
      return 0;
  }
}

/** Loggers are handed to everything and are given everything: through them all values would seem connected. */
function isLogger({ types }: SummaryContext, variable: number): boolean {
  const type = types.local(variable);
  return type?.kind === 'named' && isLoggerName(type.name);
}

/** A value that holds others: what a function literal returns, the operands of `+`. */
function holding(context: SummaryContext, values: readonly Value[]): Node {
  const node = context.nodes.fresh();
  for (const value of values) context.flow.contain(evaluate(context, value), node);
  return node;
}
