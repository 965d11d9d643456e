/** What a planned span becomes: a change, a skip, or nothing. */
import type { Change, NewFile } from '#src/model/change.js';
import type { GoVersions } from '#src/model/go-wrap.js';
import type { SpanOperation } from '#src/model/span-operation.js';
import { spanNameAmong } from '../../span-name.js';
import type { SpanOutcome } from '../../span-planner.js';
import type { GoModule } from '../modules.js';
import type { GoTree } from '../rewrite/go-tree.js';
import { requirementsOf } from '../rewrite/requirements.js';
import { receiverName } from '../typing/package-scope.js';
import { nameOfSpan } from './name-span.js';
import { calledName } from './plan-flagged-calls.js';
import type { PlannedSpan } from './plan-function.js';
import type { ThreadedSpans } from './plan-threaded.js';
import { type Refusal, refusal } from './span-refusal.js';
import type { SpanTarget } from './span-target.js';

export interface OutcomeInput {
  tree: GoTree;
  versionsOf(module: GoModule): GoVersions | string;
}

/** The user's own name, or one that is made from the function's. */
export function spanNameOf({ asked, decl, source, statement, siblings }: SpanTarget): string {
  if (asked.spanName !== undefined) return asked.spanName;
  const called = statement && calledName(statement);
  if (called) return nameOfSpan(called, '', source.file.packageName);
  const { packageName } = source.file;
  const receiver = decl.recv?.list[0]?.type;
  const owner = receiver ? receiverName(receiver) : '';
  return spanNameAmong(decl.name.name, owner || packageName, siblings, (name) =>
    nameOfSpan(name, owner, packageName),
  );
}

/** @param planned null when there is nothing left to do */
export function outcomeOf(
  input: OutcomeInput,
  target: SpanTarget,
  planned: PlannedSpan | Refusal | null,
): SpanOutcome {
  const operation = operationOf(target, planned && 'attributes' in planned ? planned.attributes : []);
  const outcome = { operation, request: target.asked.request };
  if (planned === null) return outcome;
  if ('code' in planned) return { ...outcome, skip: skipOf(target, planned) };
  const needs = needsOf(input, target, [planned]);
  if ('code' in needs) return { ...outcome, skip: skipOf(target, needs) };
  const { name, file, line, services, spanName } = operation;
  const change: Change = {
    id: `go:span:${file}:${line}`,
    title: `Span \`${spanName}\` around \`${name}\` at ${file}:${line}${sharedBy(services)}`,
    services,
    subject: name,
    operation,
    edits: planned.edits,
    ...needs,
    notes: [],
  };
  return { ...outcome, change };
}

/** One change for all spans of the group. */
export function outcomesOfGroup(
  input: OutcomeInput,
  { spans, edits, through }: ThreadedSpans,
): Map<SpanTarget, SpanOutcome> {
  const targets = [...spans.keys()];
  const [first] = targets;
  const needs = first ? needsOf(input, first, [...spans.values()]) : { creates: [], requires: [] };
  const operations = new Map(
    targets.map((target) => [target, operationOf(target, spans.get(target)!.attributes)] as const),
  );
  const outcome = (target: SpanTarget, rest: Pick<SpanOutcome, 'change' | 'skip'>): SpanOutcome => ({
    operation: operations.get(target)!,
    request: target.asked.request,
    ...rest,
  });
  if ('code' in needs)
    return new Map(targets.map((target) => [target, outcome(target, { skip: skipOf(target, needs) })]));
  const all = [...operations.values()];
  const [{ name, file, line, services } = operationOf(targets[0]!, [])] = all;
  const around = all.map((one) => `\`${one.spanName}\` around \`${one.name}\` at ${one.file}:${one.line}`);
  const change: Change = {
    id: `go:span:${file}:${line}`,
    title: `${all.length === 1 ? 'Span' : 'Spans'} ${around.join(', ')}, with a context handed down through ${countOf(through)}${sharedBy(services)}`,
    services: [...new Set(all.flatMap((one) => one.services))],
    subject: name,
    operation: all[0]!,
    edits: [...edits, ...[...spans.values()].flatMap((span) => span.edits)],
    ...needs,
    notes: [],
  };
  return new Map(targets.map((target) => [target, outcome(target, { change })]));
}

function countOf({ size }: { size: number }): string {
  return size === 1 ? 'one function' : `${size} functions`;
}

function sharedBy(services: readonly string[]): string {
  return services.length > 1 ? ` (in ${services.length} services)` : '';
}

export function operationOf(target: SpanTarget, attributes: SpanOperation['attributes']): SpanOperation {
  const { asked, source, line, label, services } = target;
  return {
    name: label,
    services: services.map(({ name }) => name),
    file: source.path,
    line,
    spanName: spanNameOf(target),
    attributes,
    origin: asked.origin,
    ...(asked.request?.score === undefined
      ? {}
      : { score: asked.request.score, reasons: asked.request.reasons ?? [] }),
  };
}

export function skipOf({ services, source, line }: SpanTarget, { code, message, help }: Refusal) {
  return { code, service: services[0]?.name ?? '', file: source.path, line, message, help };
}

function needsOf(
  { tree, versionsOf }: OutcomeInput,
  { source }: SpanTarget,
  planned: readonly PlannedSpan[],
): Pick<Change, 'creates' | 'requires'> | Refusal {
  const module = tree.moduleOf(source.path);
  if (!module) return refusal('no-module', `\`${source.path}\` is in no Go module.`);
  const versions = versionsOf(module);
  if (typeof versions === 'string')
    return refusal(
      'version-conflict',
      versions,
      'Raise the `go` line or the OpenTelemetry version yourself, then run again.',
    );
  const helpers = [...new Set(planned.flatMap((one) => one.helpers))];
  const paths = new Set([
    ...planned.flatMap(({ imports }) => imports),
    ...helpers.flatMap(({ imports }) => imports),
  ]);
  return {
    creates: helpers.flatMap(({ create }): NewFile[] => (create ? [create] : [])),
    requires: requirementsOf(module, versions, paths),
  };
}
