/**
 * Takes spans out again that `apply` has put in. What is ours is told by doing it again: only where the function without
 * its span would get the very same code is the span taken out.
 */
import { applyEdits, combineEdits, ownedBy } from '../../../editing/edit-set.js';
import type { Change, Edit } from '../../../model/change.js';
import { type SpanSkipCode, spanSkipCodes } from '../../../model/span-skip-codes.js';
import type { SpanPlan, SpanRemovalInput } from '../../span-planner.js';
import type { AstNode } from '../facts/ast.js';
import { type NodeRuleFile, openNodeRuleFile } from '../lint/node-rule-file.js';
import { spanStateOf } from './already-wrapped.js';
import { withoutAwaits } from './awaited-returns.js';
import { createHelperChoice } from './choose-helper.js';
import { findSpanHelpers } from './existing-helpers.js';
import { type FlaggedFunction, findFlagged, flaggableNames, isRequested } from './find-flagged.js';
import { type NodeSpanKit, openImport } from './plan-node-spans.js';
import { isHelper, planSpan, type SpanForm, widthFor } from './plan-span.js';
import { type RemovedSpan, removalEdits } from './removal-edits.js';
import { openSpanScene, type SpanScene } from './span-scene.js';
import { type SpanTarget, spanTargets } from './span-target.js';
import { createTypeReader } from './type-shapes.js';
import { type FunctionBefore, inlineTry, withoutSpan } from './without-span.js';

export async function planNodeSpanRemoval(input: SpanRemovalInput, kit: NodeSpanKit): Promise<SpanPlan> {
  const plan: SpanPlan = { outcomes: [], changes: [], skips: [], names: [] };
  const scene = await openSpanScene(
    input.workspace,
    input.report.services,
    input.services,
    input.wrappers,
    kit,
  );
  if (scene === null) return plan;
  plan.names = flaggableNames(scene);
  const configured = new Set(
    findFlagged(scene, input.flagged)
      .functions.filter(({ request }) => request !== null)
      .map(keyOf),
  );
  const byPackage = new Map<string, { flagged: FlaggedFunction; removed: RemovedSpan }[]>();
  for (const flagged of findFlagged(scene, input.requests).functions) {
    const { target, name, line } = flagged;
    if (!input.requests.some((one) => isRequested(one, target, name, line))) continue;
    const removed = removalOf(flagged, scene, kit, configured.has(keyOf(flagged)));
    if (removed === null) continue;
    if ('code' in removed) {
      const { code, message } = removed;
      plan.skips.push({
        code,
        service: flagged.services[0] ?? '',
        file: flagged.file.path,
        line: flagged.line,
        message,
        help: spanSkipCodes[code].help,
      });
      continue;
    }
    const directory = scene.repository.resolver.packageAt(flagged.file.path)?.directory ?? '.';
    byPackage.set(directory, [...(byPackage.get(directory) ?? []), { flagged, removed }]);
  }
  for (const [directory, spans] of byPackage) plan.changes.push(changeOf(scene, kit, directory, spans));
  return plan;
}

const keyOf = ({ file, target }: FlaggedFunction): string => `${file.path}:${target.index}`;

interface Refusal {
  code: SpanSkipCode;
  message: string;
}

/** @returns null when the function has no span */
function removalOf(
  flagged: FlaggedFunction,
  scene: SpanScene,
  kit: NodeSpanKit,
  isConfigured: boolean,
): RemovedSpan | Refusal | null {
  const { file, target, name, request } = flagged;
  const state = spanStateOf(file, target, (module, exported) => isHelper(module, exported, file.path, scene));
  const isHelperItself = findSpanHelpers(file).some(({ exported }) => exported === name);
  if (state === 'none' || isHelperItself || name === kit.helpers.iteration.exported) return null;
  if (request === null)
    return { code: 'still-flagged', message: `The comment above \`${name}\` asks for its span.` };
  if (isConfigured)
    return { code: 'still-flagged', message: `\`operations\` of the configuration names \`${name}\`.` };
  const text = state === 'wrapped' ? textBefore(flagged, scene, kit) : null;
  if (text === null)
    return { code: 'span-not-ours', message: `The span of \`${name}\` is not as \`apply\` would write it.` };
  return { file, node: target.node, text };
}

/** The function that gets the very same span again; null when none does. */
function textBefore(flagged: FlaggedFunction, scene: SpanScene, kit: NodeSpanKit): string | null {
  const { file, target } = flagged;
  const { node } = target;
  for (const { before, text, form } of versionsBefore(file, target, widthFor(file.path, scene))) {
    const whole = `${file.text.slice(0, node.start)}${text}${file.text.slice(node.end)}`;
    const opened = openNodeRuleFile(file.path, whole, scene);
    const bareTarget = opened && spanTargets(opened).find((one) => one.node.start === node.start);
    if (!opened || !bareTarget) continue;
    const open = (path: string) => (path === file.path ? opened : scene.open(path));
    const bareScene: SpanScene = { ...scene, open };
    const planning = {
      scene: bareScene,
      form,
      chooseHelper: createHelperChoice(bareScene, kit.helpers),
      types: createTypeReader((specifier, from) => openImport(specifier, from, bareScene)),
      planned: [file.path],
      isInTightLoop: () => false,
    };
    for (const attributes of [{}, before.attributes]) {
      const flag = { spanName: before.spanName, attributes };
      const planned = planSpan(
        { ...flagged, file: opened, target: bareTarget, flag, request: null },
        planning,
      );
      if (!('change' in planned)) continue;
      const again = functionAfter(whole, bareTarget.node, planned.change);
      // What is inserted gets the line ends of the file later.
      if (again?.replaceAll('\r\n', '\n') === file.text.slice(node.start, node.end).replaceAll('\r\n', '\n'))
        return text;
    }
  }
  return null;
}

interface VersionBefore {
  before: FunctionBefore;
  text: string;
  form: SpanForm;
}

/** Every text that the function may have had. A span that is written inline may have brought an `await` to what is returned. */
function versionsBefore(file: NodeRuleFile, target: SpanTarget, width: number): VersionBefore[] {
  const tried = inlineTry(target.body);
  const form = tried === null ? 'helper' : 'inline';
  const text = tried === null ? file.text : withoutAwaits(file.text, tried);
  const bare = text === file.text ? null : openNodeRuleFile(file.path, text, file);
  const bareTarget = bare && spanTargets(bare).find(({ node }) => node.start === target.node.start);
  const versions = [...(bare && bareTarget ? [{ in: bare, of: bareTarget }] : []), { in: file, of: target }];
  return versions.flatMap((version) => {
    const before = withoutSpan(version.in, version.of, width);
    return (before?.texts ?? []).map((one) => ({ before: before!, text: one, form }) as const);
  });
}

function functionAfter(text: string, { start, end }: AstNode, { id, edits }: Change): string | null {
  const own = edits.filter((one: Edit) => start <= one.start && one.end <= end);
  const combined = combineEdits([], ownedBy(id, own));
  if ('overlap' in combined) return null;
  const after = applyEdits(text, combined.edits);
  return after.slice(start, after.length - (text.length - end));
}

function changeOf(
  scene: SpanScene,
  kit: NodeSpanKit,
  directory: string,
  spans: readonly { flagged: FlaggedFunction; removed: RemovedSpan }[],
): Change {
  const [{ flagged }] = spans as [(typeof spans)[number]];
  const around = spans.map((one) => `\`${one.flagged.name}\``);
  return {
    id: `node:span-removal:${directory}`,
    title: `Takes ${around.length === 1 ? 'the span' : 'the spans'} around ${around.join(', ')} out`,
    services: [...new Set(spans.flatMap((one) => one.flagged.services))],
    subject: flagged.name,
    creates: [],
    requires: [],
    notes: ['`@opentelemetry/api` stays in package.json.'],
    ...removalEdits(
      scene,
      kit.helpers,
      spans.map(({ removed }) => removed),
    ),
  };
}
