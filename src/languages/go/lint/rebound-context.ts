/** Spans of a loop that hang below each other: each round starts its span in the context of the round before. */
import type { DraftFinding } from '../../../model/finding.js';
import type { FlowBlock } from '../control-flow/flow-graph.js';
import { walk } from '../rewrite/walk.js';
import { graphOf } from './function-graph.js';
import type { GoCodebase } from './go-codebase.js';
import { placeOf } from './span-text.js';
import type { SpanStart } from './started-spans.js';

/** `ctx, span = tracer.Start(ctx, …)` in a loop around which `ctx` is declared, without anything that sets it back. */
export function reboundContext(codebase: GoCodebase, start: SpanStart): DraftFinding[] {
  const { fn, call, owner } = start;
  const place = placeOf(start);
  if (!start.direct || !place?.inLoop || !owner.body) return [];
  const target = place.targets[0];
  const [parent] = call.args;
  if (target?.kind !== 'Ident' || parent?.kind !== 'Ident') return [];
  const variable = fn.names.of(target);
  if (!variable || fn.names.of(parent) !== variable || variable.ident === target) return [];
  const loop = loopAround(start);
  if (!loop || (loop.start <= variable.ident.start && variable.ident.start < loop.end)) return [];
  const others = variable.assignments.filter(
    (one) =>
      one.from === 'value' &&
      one.value !== call &&
      loop.start <= one.value.start &&
      one.value.end <= loop.end,
  );
  if (others.length > 0 || !comesAgain(codebase, start)) return [];
  return [
    {
      at: { start: target.start, end: target.end },
      message: `Each round starts its span in the context of the round before, so the spans hang below each other. Declare the context anew in the loop: \`${target.name}, span := …\`.`,
      related: [{ at: { start: loop.start, end: loop.start + 'for'.length }, message: 'the loop' }],
    },
  ];
}

function loopAround({ call, owner }: SpanStart): { start: number; end: number } | undefined {
  if (!owner.body) return undefined;
  const loops = [...walk(owner.body)].filter(
    (node) =>
      (node.kind === 'ForStmt' || node.kind === 'RangeStmt') &&
      node.start <= call.start &&
      call.end <= node.end,
  );
  return loops.sort((a, b) => b.start - a.start)[0];
}

/** Whether the start can be reached again from itself: a loop that is left after it, as when retrying, is none. */
function comesAgain(codebase: GoCodebase, { fn, owner, call }: SpanStart): boolean {
  if (!owner.body) return false;
  const { blocks } = graphOf(codebase, fn, owner.body);
  const home = blocks.find(({ nodes }) =>
    nodes.some((n) => n.kind !== 'RangeStmt' && n.start <= call.start && call.end <= n.end),
  );
  if (!home) return false;
  const seen = new Set<FlowBlock>();
  const waiting = home.next.map(({ to }) => to);
  for (let block = waiting.pop(); block; block = waiting.pop()) {
    if (block === home) return true;
    if (seen.has(block)) continue;
    seen.add(block);
    waiting.push(...block.next.map(({ to }) => to));
  }
  return false;
}
