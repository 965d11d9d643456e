/** Spans around the flagged functions of Go services. */
import type { ChooseGoVersions, GoVersions } from '#src/model/go-wrap.js';
import type { ServiceReport } from '#src/model/scan-report.js';
import type { SpanOutcome, SpanPlan, SpanPlannerInput } from '../../span-planner.js';
import { planBootstrap } from '../bootstrap/plan-bootstrap.js';
import type { GoModule } from '../modules.js';
import type { GoSource } from '../rewrite/go-source.js';
import { createGoTree } from '../rewrite/go-tree.js';
import type { GoPlanKit } from '../rewrite/plan-changes.js';
import { walk } from '../rewrite/walk.js';
import type { ThreadingStop } from '../threading/thread-parameter.js';
import { contextOfFunction } from './context-of-function.js';
import { filesOfServices, findTargets, functionNames } from './find-targets.js';
import { looseFlags } from './loose-flags.js';
import { isSpannedWhereCalled, planItsCalls, planStatement } from './plan-flagged-calls.js';
import { type PlannedSpan, planFunction } from './plan-function.js';
import { planThreadedSpans } from './plan-threaded.js';
import { refuseByCalls } from './refuse-by-calls.js';
import { refuseFunction } from './refuse-function.js';
import { refuseWrapped } from './refuse-wrapped.js';
import { outcomeOf, outcomesOfGroup, spanNameOf } from './span-outcome.js';
import type { Refusal } from './span-refusal.js';
import { openSpanScene, type SpanScene } from './span-scene.js';
import type { SpanTarget } from './span-target.js';
import { startsSpan } from './starts-span.js';

export async function planGoSpans(input: SpanPlannerInput, kit: GoPlanKit): Promise<SpanPlan> {
  const tree = createGoTree(input.workspace);
  const services = input.report.services.filter(
    (s) => s.language === 'go' && (input.services === null || input.services.includes(s.name)),
  );
  const files = filesOfServices(tree, services);
  const scene = openSpanScene(tree, [...files.keys()], kit.integrations, input.wrappers);
  const spanned = spannedLines(input.report.services);
  const versionsOf = rememberVersions(kit.versions);
  const targets = findTargets(tree, files, input.requests);
  const spans = input.threadContext ? planThreaded(scene, targets, spanned) : NOTHING_THREADED;
  const inGroup = new Map(spans.groups.flatMap((group) => [...outcomesOfGroup({ tree, versionsOf }, group)]));
  const outcomes = targets.map((target): SpanOutcome => {
    const shared = inGroup.get(target);
    if (shared) return shared;
    const isSpanned = isSpannedAlready(target, spanned);
    const planned = isSpanned ? null : plan(scene, target, spans.stopped.get(target) ?? null);
    return outcomeOf({ tree, versionsOf }, target, planned);
  });
  return {
    outcomes,
    changes: [],
    skips: looseFlags(tree, files, targets, input.services === null),
    around: (kept) =>
      planBootstrap({
        tree,
        services: services.filter(({ name }) => kept.some((change) => change.services.includes(name))),
        changes: kept,
        bootstrap: kit.bootstrap,
        versionsOf,
      }),
    names: input.requests.some(({ origin }) => origin === 'flag') ? functionNames(tree, files.keys()) : [],
  };
}

const NOTHING_THREADED: ReturnType<typeof planThreadedSpans> = { groups: [], stopped: new Map() };

/** Spans of the functions that somebody asks for and that have no context, with the one that is handed down to them. */
function planThreaded(
  scene: SpanScene,
  targets: readonly SpanTarget[],
  spanned: ReadonlyMap<string, ReadonlySet<number>>,
): ReturnType<typeof planThreadedSpans> {
  const fit = targets.filter(
    (target) =>
      !target.statement &&
      target.asked.origin !== 'suggested' &&
      !isSpannedAlready(target, spanned) &&
      !refuseWrapped(scene, target) &&
      !refuseFunction(target) &&
      !refuseByCalls(scene, target) &&
      !isSpannedWhereCalled(scene, target),
  );
  const hasContext = ({ source, decl }: SpanTarget) => contextOfFunction(scene, source, decl) !== null;
  return planThreadedSpans(
    scene,
    fit.filter((target) => !hasContext(target)),
    fit.filter(hasContext),
    (target, context) => planFunction(scene, target, spanNameOf(target), context),
  );
}

/**
 * @param stopped why no context can be handed down to it; null when nobody asked for that
 * @returns null when there is nothing left to do
 */
function plan(
  scene: SpanScene,
  target: SpanTarget,
  stopped: ThreadingStop | null,
): PlannedSpan | Refusal | null {
  const spanName = spanNameOf(target);
  const wrapped = refuseWrapped(scene, target);
  if (wrapped) return wrapped;
  if (target.statement) return planStatement(scene, target, target.statement, spanName);
  const refused = refuseFunction(target) ?? refuseByCalls(scene, target);
  if (refused) return refused;
  const planned = planFunction(scene, target, spanName);
  if (!('code' in planned) || planned.code !== 'no-context-for-span') return planned;
  const calls = planItsCalls(scene, target, spanName);
  if (calls === 'spanned') return null;
  if (calls || !stopped) return calls ?? planned;
  const { label, why, file, line } = stopped;
  const message = `${planned.message} None can be handed down to it: \`${label}\` ${why} (${file}:${line}).`;
  return { ...planned, message };
}

function spannedLines(services: readonly ServiceReport[]): Map<string, Set<number>> {
  const lines = new Map<string, Set<number>>();
  for (const { file, line } of services.flatMap(({ spans }) => spans))
    lines.set(file, (lines.get(file) ?? new Set()).add(line));
  return lines;
}

/** The scan has found the start of a span in it, or it looks like one where the scan does not get. */
function isSpannedAlready(
  { source, decl, statement }: SpanTarget,
  spanned: ReadonlyMap<string, ReadonlySet<number>>,
): boolean {
  if (statement) return startsSpan(statement);
  const [from, to] = [lineOf(source, decl.start), lineOf(source, decl.end)];
  if ([...(spanned.get(source.path) ?? [])].some((line) => from <= line && line <= to)) return true;
  return decl.body !== undefined && [...walk(decl.body)].some(startsSpan);
}

function lineOf({ text }: GoSource, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

function rememberVersions(choose: ChooseGoVersions): (module: GoModule) => GoVersions | string {
  const chosen = new Map<GoModule, GoVersions | string>();
  return (module) => {
    const known = chosen.get(module) ?? choose({ go: module.goVersion, requires: module.requires });
    chosen.set(module, known);
    return known;
  };
}
