/**
 * Takes spans out again that `apply` has put in. What is ours is told by doing it again: only where the code without its
 * span would get the very same one is the span taken out. So nothing has to be kept beside the code, and what was
 * written or changed by hand stays.
 */
import type { Change, Edit } from '#src/model/change.js';
import type { GoIntegration } from '#src/model/integration.js';
import type { SpanOperation } from '#src/model/span-operation.js';
import { directoryOf } from '../../../model/relative-path.js';
import type { SpanPlan, SpanRemovalInput } from '../../span-planner.js';
import { requestFor } from '../../span-requests.js';
import { createGoTree, type GoTree } from '../rewrite/go-tree.js';
import { filesOfServices, findTargets, functionNames } from './find-targets.js';
import { planCallRemoval, type RemovedCallSpan } from './plan-call-removal.js';
import { planFunction } from './plan-function.js';
import { functionAfter, type RemovalScene, textAfter, wishesFor, withText } from './put-in-again.js';
import { refuseWrapped } from './refuse-wrapped.js';
import { removalEdits } from './removal-edits.js';
import { operationOf, skipOf, spanNameOf } from './span-outcome.js';
import { type Refusal, spanRefusal } from './span-refusal.js';
import { openSpanScene, type SpanScene } from './span-scene.js';
import type { SpanTarget } from './span-target.js';
import { type FunctionBefore, withoutSpan } from './without-span.js';

/** A span that goes, and the code that comes instead, in the text of its file without the spans around calls. */
interface RemovedSpan {
  operation: SpanOperation;
  /** What it is around, for the user. */
  around: string;
  edits: readonly Edit[];
}

export function planGoSpanRemoval(input: SpanRemovalInput, integrations: readonly GoIntegration[]): SpanPlan {
  const { workspace } = input;
  const tree = createGoTree(workspace);
  const services = input.report.services.filter(
    (s) => s.language === 'go' && (input.services === null || input.services.includes(s.name)),
  );
  const files = filesOfServices(tree, services);
  const paths = [...files.keys()];
  const scene = openSpanScene(tree, paths, integrations, input.wrappers);
  const calls = planCallRemoval(scene, { workspace, files: paths, integrations }, input, files);
  const names = new Set([...functionNames(tree, files.keys()), ...calls.names]);
  const plan: SpanPlan = { outcomes: [], changes: [], skips: [...calls.skips], names: [...names] };

  // Functions are judged as they are without the spans around calls in them.
  const texts = textsWithout(tree, calls.removed);
  const read = (path: string) => texts.get(path) ?? workspace.read(path);
  const rest = { workspace: { ...workspace, read }, files: paths, integrations };
  const restTree = texts.size === 0 ? tree : createGoTree(rest.workspace);
  const restScene = texts.size === 0 ? scene : openSpanScene(restTree, paths, integrations, input.wrappers);
  const restTargets = texts.size === 0 ? null : findTargets(restTree, files, input.requests);
  const functions: RemovedSpan[] = [];
  findTargets(tree, files, input.requests).forEach((target, index) => {
    if (target.statement || !isNamedBy(input.requests, target)) return;
    const removed = removalOf(restScene, rest, restTargets?.[index] ?? target, input);
    if (removed === null) return;
    if ('code' in removed) plan.skips.push(skipOf(target, removed));
    else
      functions.push({
        operation: operationOf(target, []),
        around: `\`${spanNameOf(target)}\` of \`${target.label}\``,
        edits: [removed],
      });
  });
  const spans = [...calls.removed.map(ofCall), ...functions];
  const inFile =
    (path: string) =>
    ({ operation }: RemovedSpan) =>
      operation.file === path;
  const changed = [...new Set(spans.map(({ operation }) => operation.file))];
  for (const directory of new Set(changed.map(directoryOf))) {
    const own = changed.filter((path) => directoryOf(path) === directory);
    const after = new Map<string, string>();
    for (const path of own) {
      const edits = functions.filter(inFile(path)).flatMap((one) => one.edits);
      const text = textAfter(restTree.text(path), edits);
      if (text !== null) after.set(path, text);
    }
    const removed = own.flatMap((path) => spans.filter(inFile(path)));
    plan.changes.push(changeOf(directory, removed, removalEdits(workspace, tree, after)));
  }
  return plan;
}

/** Every file without its spans around calls that go. */
function textsWithout(tree: GoTree, removed: readonly RemovedCallSpan[]): Map<string, string> {
  const texts = new Map<string, string>();
  for (const path of new Set(removed.map(({ call }) => call.reading.source.path))) {
    const own = removed.filter(({ call }) => call.reading.source.path === path);
    const edits = own.flatMap((one) => one.edits);
    const text = textAfter(tree.text(path), edits);
    if (text !== null) texts.set(path, text);
  }
  return texts;
}

function ofCall({ call, spanName, line, services }: RemovedCallSpan): RemovedSpan {
  const file = call.reading.source.path;
  return {
    operation: {
      name: call.operation,
      services: services.map(({ name }) => name),
      file,
      line,
      spanName,
      attributes: [],
      origin: 'flag',
    },
    around: `\`${spanName}\` around the call of \`${call.operation}\` at ${file}:${line}`,
    edits: [],
  };
}

function isNamedBy(
  requests: SpanRemovalInput['requests'],
  { decl, label, source, line, services }: SpanTarget,
) {
  const names = [decl.name.name, label, `${source.file.packageName}.${label}`];
  return requestFor(requests, { names, file: source.path, line }, services) !== null;
}

/** @returns null when the function has no span */
function removalOf(
  scene: SpanScene,
  again: RemovalScene,
  target: SpanTarget,
  { flagged }: SpanRemovalInput,
): Edit | Refusal | null {
  const { source, decl, label, asked } = target;
  const before = withoutSpan(source, decl);
  if (before === null) {
    const wrapped = refuseWrapped(scene, target);
    return wrapped && spanRefusal('span-not-ours', wrapped.message);
  }
  if (asked.origin === 'comment')
    return spanRefusal('still-flagged', `The comment above \`${label}\` asks for its span.`);
  if (isNamedBy(flagged, target))
    return spanRefusal('still-flagged', `\`operations\` of the configuration names \`${label}\`.`);
  if (typeof before === 'string') return spanRefusal('span-not-ours', `In \`${label}\`, ${before}.`);
  const text = textBefore(again, target, before);
  if (text === null)
    return spanRefusal('span-not-ours', `The span of \`${label}\` is not as \`apply\` would write it.`);
  return { file: source.path, start: decl.start, end: decl.end, text };
}

/** The declaration that gets the very same span again; null when none does. */
function textBefore(again: RemovalScene, target: SpanTarget, before: FunctionBefore): string | null {
  const { source, decl } = target;
  for (const text of before.texts) {
    const whole = `${source.text.slice(0, decl.start)}${text}${source.text.slice(decl.end)}`;
    const bare = withText(again, source.path, whole);
    const bareDecl = bare?.source.file.decls.find((one) => one.start === decl.start);
    if (!bare || bareDecl?.kind !== 'FuncDecl') continue;
    for (const attributes of wishesFor(before.attributes)) {
      const asked = { ...target.asked, attributes };
      const planned = planFunction(
        bare.scene,
        { ...target, source: bare.source, decl: bareDecl, asked },
        before.spanName,
      );
      if ('code' in planned) continue;
      const after = functionAfter(bare.source, bareDecl, planned.edits);
      if (after === source.text.slice(decl.start, decl.end)) return text;
    }
  }
  return null;
}

function changeOf(
  directory: string,
  spans: readonly RemovedSpan[],
  edits: Pick<Change, 'edits' | 'removes'>,
): Change {
  const [{ operation }] = spans as [RemovedSpan];
  const around = spans.map((one) => one.around);
  return {
    id: `go:span-removal:${directory}`,
    title: `Takes ${around.length === 1 ? 'a span' : `${around.length} spans`} out: ${around.join(', ')}`,
    services: [...new Set(spans.flatMap((one) => one.operation.services))],
    subject: operation.name,
    operation,
    creates: [],
    requires: [],
    notes: ['What go.mod requires stays; `go mod tidy` takes out what nothing uses.'],
    ...edits,
  };
}
