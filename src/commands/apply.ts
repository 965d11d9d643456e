import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { loadConfig } from '../config/load-config.js';
import { type ApplyPlan, commitPlan, findDirty, planApply, recoverTree } from '../engine/apply.js';
import type { ApplyPlanner } from '../engine/apply-planner.js';
import { scan } from '../engine/scan.js';
import { InstrumentError } from '../errors/instrument-error.js';
import type { ApplyReport } from '../model/apply-report.js';
import { confirmChanges, confirmSaving, type Person } from './apply-confirm.js';
import { applyFormats, loadApplyReporter } from './apply-formats.js';
import { type LayerFlags, layerOf, plannerOf } from './apply-layer.js';
import { INTERRUPTED, treeState, undoCommand } from './apply-undo.js';
import type { CommandContext } from './command-context.js';
import { outputTargets } from './output-target.js';
import { progressLine } from './progress-line.js';
import { requireDirectory } from './require-directory.js';
import { selectServices } from './select-services.js';
import { writeFile } from './write-file.js';

const FILE_WIDTH = 100;

export interface ApplyFlags extends LayerFlags {
  dryRun?: boolean;
  format?: string;
  yes?: boolean;
  /** False with `--no-verify`. */
  verify: boolean;
  force?: boolean;
  service?: string[];
  undo?: boolean;
  output?: string[];
  config?: string;
}

/**
 * `instrument apply [path] --layer <layer>`: changes the code so that services get their layer.
 * @param person who can be asked; null when nobody is there
 * @param planner instead of the layer's own
 */
export async function applyCommand(
  path: string | undefined,
  flags: ApplyFlags,
  context: CommandContext,
  person: Person | null,
  planner?: ApplyPlanner,
): Promise<number> {
  const targets = outputTargets(applyFormats, withoutPackaging(flags));
  const root = resolve(context.cwd, path ?? '.');
  requireDirectory(root, path ?? root, path === undefined ? 'the working directory' : 'the path to apply to');
  await repair(root, context);
  if (flags.undo) return undoCommand(root, flags.force ?? false, context);
  const layer = layerOf(flags);
  if (!flags.yes && !flags.dryRun && person === null) throw InstrumentError.of('nobody-to-ask', {});

  const made = await makePlan(root, layer, flags, context, planner);
  const save = (one: ApplyPlan) => saveChoice(one, flags, context);
  const plan = flags.save && (flags.dryRun || flags.yes) ? await save(made) : made;
  const deliver = (report: ApplyReport) => deliverAll(report, { path, flags, targets }, context);
  if (flags.dryRun) return deliver(plan.report);
  refuseDirty(plan, flags.force ?? false);
  const chosen = flags.yes || person === null ? plan : await choosePart(plan, person, context);
  const isForPerson = !flags.yes && person !== null && (await wantsSaving(chosen, flags, person));
  const result = await commitPlan(isForPerson ? await save(chosen) : chosen);
  switch (result.status) {
    case 'applied':
    case 'stale': {
      const code = await deliver(result.report);
      return result.interrupted ? INTERRUPTED : code;
    }
    case 'interrupted':
      return INTERRUPTED;
    case 'locked':
      throw InstrumentError.of('apply-locked', { pid: `${result.pid}`, lock: result.lock });
    case 'failed':
      throw InstrumentError.of('apply-failed', { reason: result.reason, state: treeState(result.restored) });
  }
}

/** `--format helm` says how the bundle of Layer 1 is packaged, and leaves the report as text. */
function withoutPackaging(flags: ApplyFlags): ApplyFlags {
  if (flags.layer !== '1' || flags.format !== 'helm') return flags;
  const { format: _, ...rest } = flags;
  return rest;
}

/** Before anything reads the tree: what a killed apply has left half done is taken back. */
async function repair(root: string, context: CommandContext): Promise<void> {
  const { restored, left } = await recoverTree(root);
  if (restored.length > 0)
    context.note(`an apply was interrupted here; took it back: ${restored.join(', ')}\n`);
  if (left.length > 0) context.note(`changed since by someone else, left as they are: ${left.join(', ')}\n`);
}

async function makePlan(
  root: string,
  layer: ApplyReport['layer'],
  flags: ApplyFlags,
  context: CommandContext,
  given: ApplyPlanner | undefined,
): Promise<ApplyPlan> {
  const config = await loadConfig(
    root,
    flags.config === undefined ? undefined : { file: flags.config, cwd: context.cwd },
  );
  const line = progressLine(context.note, () => performance.now());
  const progress = context.interactive ? { onProgress: line.update } : {};
  try {
    const report = await scan({ root, config, cache: true, ...progress });
    const services = flags.service
      ? selectServices(report, flags.service).services.map((service) => service.name)
      : null;
    const planner = given ?? (await plannerOf(layer, flags, config));
    return await planApply({
      root,
      config,
      report,
      services,
      planner,
      layer,
      verify: flags.verify,
      ...progress,
    });
  } finally {
    line.erase();
  }
}

function refuseDirty(plan: ApplyPlan, force: boolean): void {
  if (force) return;
  const { dirty, unknown } = findDirty(plan);
  const files = [
    ...dirty.map(({ file, state }) => `${file} (${state})`),
    ...unknown.map(({ file, reason }) => `${file} (${reason})`),
  ];
  if (files.length > 0) throw InstrumentError.of('dirty-files', { files: files.join(', ') });
}

async function choosePart(plan: ApplyPlan, person: Person, context: CommandContext): Promise<ApplyPlan> {
  const planned = plan.report.changes.filter((change) => change.status === 'planned');
  if (planned.length === 0) return plan;
  const show = await loadApplyReporter('text');
  context.note(show(plan.report, { color: context.color, width: context.width, details: true }));
  const ids = await confirmChanges(plan.report, person);
  return ids.size === planned.length ? plan : plan.only(ids);
}

/** A person is asked, unless the flag says so already. */
async function wantsSaving({ report }: ApplyPlan, flags: ApplyFlags, person: Person): Promise<boolean> {
  const { chosenOperations } = await import('./save-choice.js');
  const { length } = chosenOperations(report);
  return length > 0 && (flags.save === true || confirmSaving(length, person));
}

async function saveChoice(plan: ApplyPlan, flags: ApplyFlags, { cwd }: CommandContext): Promise<ApplyPlan> {
  const { withSavedChoice } = await import('./save-choice.js');
  return withSavedChoice(plan, flags.config === undefined ? undefined : { file: flags.config, cwd });
}

interface Delivery {
  path: string | undefined;
  flags: ApplyFlags;
  targets: ReturnType<typeof outputTargets<(typeof applyFormats)[number]>>;
}

/** What kept planned changes from being made: the machine, not the code. */
const OBSTACLES = new Set(['module-unavailable', 'no-go-toolchain']);

/** @returns the exit code: 1 when something that was planned is not made */
async function deliverAll(
  report: ApplyReport,
  { path, flags, targets }: Delivery,
  context: CommandContext,
): Promise<number> {
  for (const target of targets) {
    const render = await loadApplyReporter(target.format);
    const common = { details: flags.dryRun ?? false, ...(path === undefined ? {} : { path }) };
    if (target.file === null)
      context.print(render(report, { ...common, color: context.color, width: context.width }));
    else {
      writeFile(context.cwd, target.file, render(report, { ...common, color: false, width: FILE_WIDTH }));
      if (!context.quiet) context.note(`wrote ${target.file}\n`);
    }
  }
  const wanted = flags.dryRun ? 'planned' : 'applied';
  if (report.skips.some(({ code }) => OBSTACLES.has(code))) return 1;
  return report.changes.every((change) => change.status === wanted) ? 0 : 1;
}
