/** Plans spans around the flagged functions of Node.js services. */
import type { Skip } from '../../../model/change.js';
import { spanSkipCodes } from '../../../model/span-skip-codes.js';
import type { SpanOutcome, SpanPlan, SpanPlannerInput } from '../../span-planner.js';
import { createHelperChoice } from './choose-helper.js';
import { type FlaggedFunction, findFlagged, flaggableNames, type LooseFlag } from './find-flagged.js';
import type { SpanHelpers } from './helper-file.js';
import { type PlannedSpan, planSpan, type SpanForm, type SpanPlanning } from './plan-span.js';
import { openSpanScene, type SceneParts, type SpanScene } from './span-scene.js';
import { createTightLoops } from './tight-loops.js';
import { createTypeReader } from './type-shapes.js';

export interface NodeSpanKit extends SceneParts {
  helpers: SpanHelpers;
}

export interface NodePlanningKit extends NodeSpanKit {
  form: SpanForm;
}

export async function planNodeSpans(input: SpanPlannerInput, kit: NodePlanningKit): Promise<SpanPlan> {
  const scene = await openSpanScene(
    input.workspace,
    input.report.services,
    input.services,
    input.wrappers,
    kit,
  );
  if (scene === null) return { outcomes: [], changes: [], skips: [], names: [] };
  const { functions, loose } = findFlagged(scene, input.requests);
  const planning: SpanPlanning = {
    scene,
    form: kit.form,
    chooseHelper: createHelperChoice(scene, kit.helpers),
    types: createTypeReader((specifier, from) => openImport(specifier, from, scene)),
    planned: functions.map(({ file }) => file.path),
    isInTightLoop: createTightLoops(scene, kit.integrations),
  };
  return {
    outcomes: functions.map((flagged) => outcomeOf(flagged, planSpan(flagged, planning))),
    changes: [],
    skips: loose.map(looseSkip),
    names: input.requests.some(({ origin }) => origin === 'flag') ? flaggableNames(scene) : [],
  };
}

/** The file that an import of another one leads to. */
export function openImport(specifier: string, from: string, scene: SpanScene) {
  const resolution = scene.repository.resolver.resolve(specifier, from);
  return resolution !== null && 'file' in resolution ? scene.open(resolution.file) : null;
}

function outcomeOf({ request, line, services, file }: FlaggedFunction, planned: PlannedSpan): SpanOutcome {
  const { operation } = planned;
  if ('change' in planned) return { operation, request, change: planned.change };
  if ('isThere' in planned) return { operation, request };
  const { code, message } = planned.refusal;
  return { operation, request, skip: skipOf(code, message, { file: file.path, line, services }) };
}

const looseSkip = (flag: LooseFlag): Skip =>
  skipOf('loose-flag', 'No function begins below the comment.', flag);

const skipOf = (
  code: keyof typeof spanSkipCodes,
  message: string,
  { file, line, services }: LooseFlag,
): Skip => ({
  code,
  service: services[0] ?? '',
  file,
  line,
  message,
  help: spanSkipCodes[code].help,
});
