import { evaluateLiteral } from './evaluate-literal.js';
import type { Position, Value } from './facts.js';
import { recordEscapeTo } from './record-escape.js';
import { recordHeldSites } from './record-site.js';
import type { Node } from './summary.js';
import type { SummaryContext } from './summary-context.js';

export function builtinCall(context: SummaryContext, name: string, args: Value[], at: Position): Node {
  const { nodes, flow } = context;
  if (name === 'new') return newCall(context, args[0] ?? null, at);
  const parts = args.map((a) => context.evaluate(a));
  if (name !== 'append') return 0;
  const node = nodes.fresh();
  for (const part of parts) flow.contain(part, node);
  const list = context.types.of(args[0] ?? null);
  for (const arg of args.slice(1)) recordEscapeTo(context, list, arg);
  return node;
}

function newCall(context: SummaryContext, written: Value, at: Position): Node {
  const { program, types, nodes, draft } = context;
  const type = types.asType(written);
  const node = nodes.fresh();
  if (type?.kind !== 'named') return node;
  if (program.package(type.path)) {
    draft.makes.add(`${type.path}.${type.name}`);
    if (at !== 0) recordHeldSites(context, [type.path, type.name], node, [], at);
  } else if (written?.[0] === 'q') {
    const [, path, name, position] = written;
    return evaluateLiteral(context, ['q', path, name], [], position);
  }
  return node;
}
