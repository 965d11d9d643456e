/** Spans around the flagged functions of Go services. */
import type { Change, NewFile } from '#src/model/change.js';
import type { ChooseGoVersions, GoVersions } from '#src/model/go-wrap.js';
import type { ServiceReport } from '#src/model/scan-report.js';
import type { SpanOperation } from '#src/model/span-operation.js';
import { directoryOf } from '../../../model/relative-path.js';
import type { SpanOutcome, SpanPlan, SpanPlannerInput } from '../../span-planner.js';
import { planBootstrap } from '../bootstrap/plan-bootstrap.js';
import type { GoModule } from '../modules.js';
import type { GoSource } from '../rewrite/go-source.js';
import { createGoTree } from '../rewrite/go-tree.js';
import type { GoPlanKit } from '../rewrite/plan-changes.js';
import { requirementsOf } from '../rewrite/requirements.js';
import { walk } from '../rewrite/walk.js';
import type { FuncDecl, FuncLit } from '../syntax/ast.js';
import { createFindCalls } from '../threading/find-calls.js';
import { createLibraryTypes } from '../typing/library-types.js';
import { createPackageScopes, receiverName } from '../typing/package-scope.js';
import { type FunctionReading, readFunction } from '../typing/read-function.js';
import { createTypeResolver } from '../typing/type-expressions.js';
import { filesOfServices, findTargets, functionNames } from './find-targets.js';
import { nameOfSpan } from './name-span.js';
import { createPackageHelpers } from './package-helpers.js';
import { calledName, planItsCalls, planStatement } from './plan-flagged-calls.js';
import { type PlannedSpan, planFunction } from './plan-function.js';
import { refuseByCalls } from './refuse-by-calls.js';
import { refuseFunction } from './refuse-function.js';
import { type Refusal, refusal } from './span-refusal.js';
import type { SpanScene } from './span-scene.js';
import type { SpanTarget } from './span-target.js';
import { startsSpan } from './starts-span.js';

export async function planGoSpans(input: SpanPlannerInput, kit: GoPlanKit): Promise<SpanPlan> {
  const tree = createGoTree(input.workspace);
  const services = input.report.services.filter(
    (s) => s.language === 'go' && (input.services === null || input.services.includes(s.name)),
  );
  const files = filesOfServices(tree, services);
  const resolver = createTypeResolver(createPackageScopes(tree), createLibraryTypes(kit.integrations));
  const readings = new Map<FuncDecl | FuncLit, FunctionReading>();
  const taken = new Map<FuncDecl | FuncLit, Set<string>>();
  const read: SpanScene['read'] = (source, root) => {
    const reading = readings.get(root) ?? readFunction(resolver, source, root);
    readings.set(root, reading);
    return reading;
  };
  const scene: SpanScene = {
    tree,
    resolver,
    helpers: createPackageHelpers(tree),
    files: [...files.keys()],
    callsOf: createFindCalls({ resolver, tree, files: [...files.keys()], read }),
    takenIn(root) {
      const names = taken.get(root) ?? new Set();
      taken.set(root, names);
      return names;
    },
    directoryOf: (source) => directoryOf(source.path),
    read,
  };
  const spanned = spannedLines(input.report.services);
  const versionsOf = rememberVersions(kit.versions);
  const outcomes = findTargets(tree, files, input.requests).flatMap((target): SpanOutcome[] => {
    const spanName = target.asked.spanName ?? defaultName(target);
    const isSpanned = isSpannedAlready(target, spanned);
    const planned = isSpanned ? null : plan(scene, target, spanName);
    return [outcomeOf(scene, target, spanName, planned, versionsOf)];
  });
  return {
    outcomes,
    changes: [],
    skips: [],
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

/** @returns null when there is nothing left to do */
function plan(scene: SpanScene, target: SpanTarget, spanName: string): PlannedSpan | Refusal | null {
  if (target.statement) return planStatement(scene, target, target.statement, spanName);
  const refused = refuseFunction(target) ?? refuseByCalls(scene, target);
  if (refused) return refused;
  const planned = planFunction(scene, target, spanName);
  if (!('code' in planned) || planned.code !== 'no-context-for-span') return planned;
  const calls = planItsCalls(scene, target, spanName);
  return calls === 'spanned' ? null : (calls ?? planned);
}

function outcomeOf(
  scene: SpanScene,
  target: SpanTarget,
  spanName: string,
  planned: PlannedSpan | Refusal | null,
  versionsOf: (module: GoModule) => GoVersions | string,
): SpanOutcome {
  const { asked, source, line, label } = target;
  const services = target.services.map(({ name }) => name);
  const operation: SpanOperation = {
    name: label,
    services,
    file: source.path,
    line,
    spanName,
    attributes: planned && 'attributes' in planned ? planned.attributes : [],
    origin: asked.origin,
    ...(asked.request?.score === undefined
      ? {}
      : { score: asked.request.score, reasons: asked.request.reasons ?? [] }),
  };
  const outcome = { operation, request: asked.request };
  if (planned === null) return outcome;
  const skip = ({ code, message, help }: Refusal): SpanOutcome => ({
    ...outcome,
    skip: { code, service: services[0] ?? '', file: source.path, line, message, help },
  });
  if ('code' in planned) return skip(planned);
  const module = scene.tree.moduleOf(source.path);
  if (!module) return skip(refusal('no-module', `\`${source.path}\` is in no Go module.`));
  const versions = versionsOf(module);
  if (typeof versions === 'string')
    return skip(
      refusal(
        'version-conflict',
        versions,
        'Raise the `go` line or the OpenTelemetry version yourself, then run again.',
      ),
    );
  return { ...outcome, change: changeOf(operation, planned, module, versions) };
}

function changeOf(
  operation: SpanOperation,
  planned: PlannedSpan,
  module: GoModule,
  versions: GoVersions,
): Change {
  const { name, file, line, services, spanName } = operation;
  const paths = new Set([...planned.imports, ...planned.helpers.flatMap(({ imports }) => imports)]);
  const creates = planned.helpers.flatMap(({ create }): NewFile[] => (create ? [create] : []));
  const shared = services.length > 1 ? ` (in ${services.length} services)` : '';
  return {
    id: `go:span:${file}:${line}`,
    title: `Span \`${spanName}\` around \`${name}\` at ${file}:${line}${shared}`,
    services,
    subject: name,
    operation,
    edits: planned.edits,
    creates,
    requires: requirementsOf(module, versions, paths),
    notes: [],
  };
}

function defaultName({ decl, source, statement }: SpanTarget): string {
  const called = statement && calledName(statement);
  if (called) return nameOfSpan(called, '', source.file.packageName);
  const receiver = decl.recv?.list[0]?.type;
  return nameOfSpan(decl.name.name, receiver ? receiverName(receiver) : '', source.file.packageName);
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
