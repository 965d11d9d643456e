/**
 * Takes spans out again that `apply` has put in. What is ours is told by doing it again: only where the function without
 * its span would get the very same code is the span taken out. So nothing has to be kept beside the code, and what was
 * written or changed by hand stays.
 */
import { applyEdits, combineEdits, ownedBy } from '#src/editing/edit-set.js';
import type { Change } from '#src/model/change.js';
import type { GoIntegration } from '#src/model/integration.js';
import type { Workspace } from '#src/model/source-file.js';
import { directoryOf } from '../../../model/relative-path.js';
import type { SpanPlan, SpanRemovalInput } from '../../span-planner.js';
import { requestFor } from '../../span-requests.js';
import type { GoSource } from '../rewrite/go-source.js';
import { createGoTree, type GoTree } from '../rewrite/go-tree.js';
import type { FuncDecl } from '../syntax/ast.js';
import { filesOfServices, findTargets, functionNames } from './find-targets.js';
import { hasOwnSpanWhereCalled } from './plan-flagged-calls.js';
import { planFunction } from './plan-function.js';
import { refuseWrapped } from './refuse-wrapped.js';
import { type RemovedSpan, removalEdits } from './removal-edits.js';
import { operationOf, skipOf, spanNameOf } from './span-outcome.js';
import { type Refusal, spanRefusal } from './span-refusal.js';
import { openSpanScene, type SpanScene } from './span-scene.js';
import type { SpanTarget } from './span-target.js';
import { type FunctionBefore, withoutSpan } from './without-span.js';

export function planGoSpanRemoval(input: SpanRemovalInput, integrations: readonly GoIntegration[]): SpanPlan {
  const tree = createGoTree(input.workspace);
  const services = input.report.services.filter(
    (s) => s.language === 'go' && (input.services === null || input.services.includes(s.name)),
  );
  const files = filesOfServices(tree, services);
  const scene = openSpanScene(tree, [...files.keys()], integrations, input.wrappers);
  const plan: SpanPlan = { outcomes: [], changes: [], skips: [], names: functionNames(tree, files.keys()) };
  const byPackage = new Map<string, { target: SpanTarget; removed: RemovedSpan }[]>();
  for (const target of findTargets(tree, files, input.requests)) {
    if (target.statement || !isNamedBy(input.requests, target)) continue;
    const removed = removalOf(scene, target, input, integrations);
    if (removed === null) continue;
    if ('code' in removed) plan.skips.push(skipOf(target, removed));
    else {
      const directory = directoryOf(target.source.path);
      byPackage.set(directory, [...(byPackage.get(directory) ?? []), { target, removed }]);
    }
  }
  for (const [directory, spans] of byPackage)
    plan.changes.push(changeOf(input.workspace, tree, directory, spans));
  return plan;
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
  target: SpanTarget,
  input: SpanRemovalInput,
  integrations: readonly GoIntegration[],
): RemovedSpan | Refusal | null {
  const { source, decl, label, asked } = target;
  const before = withoutSpan(source, decl);
  if (before === null) {
    const wrapped = refuseWrapped(scene, target);
    if (wrapped) return spanRefusal('span-not-ours', wrapped.message);
    return hasOwnSpanWhereCalled(scene, target)
      ? spanRefusal(
          'span-not-ours',
          `The span of \`${label}\` is around its calls, and is taken out by hand.`,
        )
      : null;
  }
  if (asked.origin === 'comment')
    return spanRefusal('still-flagged', `The comment above \`${label}\` asks for its span.`);
  if (isNamedBy(input.flagged, target))
    return spanRefusal('still-flagged', `\`operations\` of the configuration names \`${label}\`.`);
  if (typeof before === 'string') return spanRefusal('span-not-ours', `In \`${label}\`, ${before}.`);
  const text = textBefore(input.workspace, scene.files, target, before, integrations);
  if (text === null)
    return spanRefusal('span-not-ours', `The span of \`${label}\` is not as \`apply\` would write it.`);
  return { source, decl, text };
}

/** The declaration that gets the very same span again; null when none does. */
function textBefore(
  workspace: Workspace,
  files: readonly string[],
  target: SpanTarget,
  before: FunctionBefore,
  integrations: readonly GoIntegration[],
): string | null {
  const { source, decl } = target;
  const bare = Object.entries(before.attributes).map(([key, expression]) => [
    key,
    expression.replace(/\.(?:String|Hex|InexactFloat64)\(\)$/, ''),
  ]);
  const wishes = [{}, before.attributes, Object.fromEntries(bare)];
  for (const text of before.texts) {
    const whole = `${source.text.slice(0, decl.start)}${text}${source.text.slice(decl.end)}`;
    const read = (path: string) => (path === source.path ? whole : workspace.read(path));
    const scene = openSpanScene(createGoTree({ ...workspace, read }), files, integrations, []);
    const opened = scene.tree.open(source.path);
    const bareDecl = opened?.file.decls.find((one) => one.start === decl.start);
    if (!opened || opened.file.errors.length > 0 || bareDecl?.kind !== 'FuncDecl') continue;
    for (const attributes of wishes) {
      const asked = { ...target.asked, attributes };
      const planned = planFunction(
        scene,
        { ...target, source: opened, decl: bareDecl, asked },
        before.spanName,
      );
      if ('code' in planned) continue;
      if (declarationAfter(opened, bareDecl, planned.edits) === source.text.slice(decl.start, decl.end))
        return text;
    }
  }
  return null;
}

function declarationAfter(
  { path, text }: GoSource,
  { start, end }: FuncDecl,
  edits: Change['edits'],
): string | null {
  const own = edits.filter((one) => one.file === path && start <= one.start && one.end <= end);
  const combined = combineEdits([], ownedBy('', own));
  if ('overlap' in combined) return null;
  const after = applyEdits(text, combined.edits);
  return after.slice(start, after.length - (text.length - end));
}

function changeOf(
  workspace: Workspace,
  tree: GoTree,
  directory: string,
  spans: readonly { target: SpanTarget; removed: RemovedSpan }[],
): Change {
  const [{ target }] = spans as [(typeof spans)[number]];
  const around = spans.map((one) => `\`${spanNameOf(one.target)}\` of \`${one.target.label}\``);
  return {
    id: `go:span-removal:${directory}`,
    title: `Takes ${around.length === 1 ? 'a span' : `${around.length} spans`} out: ${around.join(', ')}`,
    services: [...new Set(spans.flatMap((one) => one.target.services.map(({ name }) => name)))],
    subject: target.label,
    operation: operationOf(target, []),
    creates: [],
    requires: [],
    notes: ['What go.mod requires stays; `go mod tidy` takes out what nothing uses.'],
    ...removalEdits(
      workspace,
      tree,
      spans.map(({ removed }) => removed),
    ),
  };
}
