/** Takes spans around calls out again, where the call without its span would get the very same one. */
import type { Edit, Skip } from '#src/model/change.js';
import type { ServiceReport } from '#src/model/scan-report.js';
import type { SpanRemovalInput } from '../../span-planner.js';
import { requestFor } from '../../span-requests.js';
import type { GoNode } from '../syntax/ast.js';
import { functionRoots, lineAt } from '../threading/function-roots.js';
import { statementOfCall } from './call-statement.js';
import { findTargets } from './find-targets.js';
import { planCall } from './plan-call.js';
import { functionAfter, type RemovalScene, textAfter, wishesFor, withText } from './put-in-again.js';
import { skipOf } from './span-outcome.js';
import { type Refusal, spanRefusal } from './span-refusal.js';
import type { SpanScene } from './span-scene.js';
import type { SpanTarget } from './span-target.js';
import { type SpannedCall, spannedCalls } from './spanned-calls.js';
import { withoutCallSpan } from './without-call-span.js';

/** A span around a call that goes. */
export interface RemovedCallSpan {
  call: SpannedCall;
  spanName: string;
  /** 1-based line where it begins. */
  line: number;
  services: readonly ServiceReport[];
  edits: readonly Edit[];
}

export interface CallRemovals {
  removed: RemovedCallSpan[];
  skips: Skip[];
  /** Names by which a span around a call can be meant. */
  names: string[];
}

/** @param files those of the services, with the services that reach them */
export function planCallRemoval(
  scene: SpanScene,
  again: RemovalScene,
  input: SpanRemovalInput,
  files: ReadonlyMap<string, readonly ServiceReport[]>,
): CallRemovals {
  const all = spannedCalls(scene);
  const result: CallRemovals = { removed: [], skips: [], names: all.flatMap(({ names }) => names) };
  const isAsked = askedCalls(scene, input, files, all);
  const asked = all.filter(isAsked);
  if (asked.length === 0) return result;
  const keepers = keepersOf(scene, findTargets(scene.tree, files, input.flagged), asked);
  const told = new Set<SpanTarget>();
  for (const call of asked) {
    const { source } = call.reading;
    const services = files.get(source.path) ?? [];
    const line = lineAt(source, call.start.start);
    const keeper = keepers.get(call.start) ?? keepers.get(call.site.call);
    if (keeper) {
      if (!told.has(keeper)) result.skips.push(skipOf(keeper, stillFlagged(keeper, call)));
      told.add(keeper);
      continue;
    }
    const found = takenOut(again, call);
    if (found) result.removed.push({ call, line, services, ...found });
    else
      result.skips.push({
        ...spanRefusal(
          'span-not-ours',
          `The span around the call of \`${call.operation}\` is not as \`apply\` would write it.`,
        ),
        service: services[0]?.name ?? '',
        file: source.path,
        line,
      });
  }
  return result;
}

/** By the name of what is called, or through an interface by that of its method. */
function askedCalls(
  scene: SpanScene,
  { requests }: SpanRemovalInput,
  files: ReadonlyMap<string, readonly ServiceReport[]>,
  all: readonly SpannedCall[],
): (call: SpannedCall) => boolean {
  const operations = new Set(all.map(({ operation }) => operation));
  const through = new Set<GoNode>(
    findTargets(scene.tree, files, requests)
      .filter((one) => !one.statement && one.asked.request !== null && operations.has(one.decl.name.name))
      .flatMap(({ source, decl }) => scene.callsOf(source, decl).map(({ site }) => site.call)),
  );
  return ({ names, reading: { source }, start, site }) =>
    through.has(site.call) ||
    requestFor(
      requests,
      { names, file: source.path, line: lineAt(source, start.start) },
      files.get(source.path) ?? [],
    ) !== null;
}

/** What asks for a span still, by the call of the flagged function or by the flagged statement. */
function keepersOf(
  scene: SpanScene,
  flagged: readonly SpanTarget[],
  calls: readonly SpannedCall[],
): Map<GoNode, SpanTarget> {
  const keepers = new Map<GoNode, SpanTarget>();
  for (const target of flagged) {
    const { source, decl, statement } = target;
    if (statement) keepers.set(statement, target);
    else if (calls.some(({ operation }) => operation === decl.name.name))
      for (const { site } of scene.callsOf(source, decl)) keepers.set(site.call, target);
  }
  return keepers;
}

function stillFlagged({ statement, asked, label }: SpanTarget, { operation }: SpannedCall): Refusal {
  if (statement)
    return spanRefusal('still-flagged', `A comment asks for the span around the call of \`${operation}\`.`);
  return spanRefusal(
    'still-flagged',
    asked.origin === 'comment'
      ? `The comment above \`${label}\` asks for its span.`
      : `\`operations\` of the configuration names \`${label}\`.`,
  );
}

/** @returns null when no call without a span would get this one */
function takenOut(again: RemovalScene, call: SpannedCall): { spanName: string; edits: Edit[] } | null {
  const before = withoutCallSpan(call);
  if (!before) return null;
  const { source, root } = call.reading;
  const now = source.text.slice(root.start, root.end);
  for (const edits of before.candidates) {
    const text = textAfter(source.text, edits);
    const bare = text === null ? null : withText(again, source.path, text);
    const bareRoot = bare && functionRoots(bare.source, /^/).find(({ start }) => start === root.start);
    if (!bare || !bareRoot) continue;
    const reading = bare.scene.read(bare.source, bareRoot);
    for (const site of reading.calls) {
      const shape = statementOfCall(site.call, reading.parents);
      if (shape?.statement.start !== call.start.start) continue;
      for (const attributes of wishesFor(before.attributes)) {
        bare.scene.takenIn(bareRoot).clear();
        const planned = planCall(
          bare.scene,
          { reading, site, shape, asked: { attributes }, operation: call.operation },
          before.spanName,
        );
        if ('edits' in planned && functionAfter(bare.source, bareRoot, planned.edits) === now)
          return { spanName: before.spanName, edits };
      }
    }
  }
  return null;
}
