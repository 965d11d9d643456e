/** Spans of functions that have no context, with the context that is handed down to them (`--thread-context`). */
import type { Edit } from '#src/model/change.js';
import type { FuncDecl } from '../syntax/ast.js';
import {
  type ThreadedParameter,
  type ThreadingStop,
  threadParameter,
} from '../threading/thread-parameter.js';
import type { FunctionContext } from './context-of-function.js';
import type { PlannedSpan } from './plan-function.js';
import type { Refusal } from './span-refusal.js';
import type { SpanScene } from './span-scene.js';
import type { SpanTarget } from './span-target.js';

/** Functions whose chains have a function in common: they are changed together, or not at all. */
export interface ThreadedSpans {
  /** With the span that each gets. */
  spans: Map<SpanTarget, PlannedSpan>;
  /** What the context needs on its way, beside the spans. */
  edits: Edit[];
  /** The functions that a context passes through. */
  through: Set<FuncDecl>;
}

/**
 * @param wanting targets that have no context
 * @param others further targets, whose parameter may get its name on the way
 * @param planSpan a span with a context that is not there yet
 */
export function planThreadedSpans(
  scene: SpanScene,
  wanting: readonly SpanTarget[],
  others: readonly SpanTarget[],
  planSpan: (target: SpanTarget, context: FunctionContext) => PlannedSpan | Refusal,
): { groups: ThreadedSpans[]; stopped: Map<SpanTarget, ThreadingStop> } {
  const stopped = new Map<SpanTarget, ThreadingStop>();
  const groups: (ThreadedSpans & { chain: ThreadedParameter })[] = [];
  for (const target of wanting) {
    if ('code' in planSpan(target, { parent: 'ctx', variable: 'ctx', handOn: [], edits: [] })) continue;
    const chain = threadParameter(scene, target.source, target.decl);
    if ('why' in chain) {
      stopped.set(target, chain);
      continue;
    }
    const through = new Set([...chain.given.keys(), ...chain.named]);
    const shared = groups.filter((group) => [...through].some((one) => group.through.has(one)));
    for (const one of shared) {
      groups.splice(groups.indexOf(one), 1);
      mergeInto(chain, one.chain);
      for (const decl of one.through) through.add(decl);
    }
    const spans = new Map([...shared.flatMap((one) => [...one.spans]), [target, EMPTY] as const]);
    groups.push({ chain, through, spans, edits: [] });
  }
  for (const group of groups) {
    const { chain, spans } = group;
    for (const other of others) if (chain.named.has(other.decl)) spans.set(other, EMPTY);
    for (const target of spans.keys()) {
      const parent = chain.given.get(target.decl) ?? chain.handedOn.get(target.decl) ?? 'ctx';
      const variable = chain.handedOn.has(target.decl) ? parent : '_';
      const planned = planSpan(target, { parent, variable, handOn: [], edits: [] });
      if ('edits' in planned) spans.set(target, planned);
      else spans.delete(target);
    }
    group.edits = chain.edits;
    for (const [decl, name] of chain.handedOn) scene.handedOn.set(decl, name);
  }
  return { groups, stopped };
}

const EMPTY: PlannedSpan = { edits: [], helpers: [], imports: [], attributes: [] };

function mergeInto(chain: ThreadedParameter, other: ThreadedParameter): void {
  for (const [decl, name] of other.given) chain.given.set(decl, name);
  for (const [decl, name] of other.handedOn) chain.handedOn.set(decl, name);
  for (const decl of other.named) chain.named.add(decl);
  const keyOf = ({ file, start, end, text }: Edit) => JSON.stringify([file, start, end, text]);
  const known = new Set(chain.edits.map(keyOf));
  chain.edits.push(...other.edits.filter((edit) => !known.has(keyOf(edit))));
}
