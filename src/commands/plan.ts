import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { loadConfig } from '../config/load-config.js';
import { makePlan } from '../engine/plan/make-plan.js';
import { scan } from '../engine/scan.js';
import { InstrumentError } from '../errors/instrument-error.js';
import type { CommandContext } from './command-context.js';
import { outputTargets } from './output-target.js';
import { loadPlanReporter, planFormats } from './plan-formats.js';
import { type LiveFlags, readLive } from './plan-live.js';
import { progressLine } from './progress-line.js';
import { requireDirectory } from './require-directory.js';
import { writeFile } from './write-file.js';

const FILE_WIDTH = 100;

export interface PlanFlags extends LiveFlags {
  start?: string;
  format?: string;
  output?: string[];
  config?: string;
  cache: boolean;
}

/** `instrument plan [path]`: the rollout of the strategy with the services of a repository. */
export async function planCommand(
  path: string | undefined,
  flags: PlanFlags,
  context: CommandContext,
): Promise<number> {
  const targets = outputTargets(planFormats, flags);
  const root = resolve(context.cwd, path ?? '.');
  requireDirectory(root, path ?? root, path === undefined ? 'the working directory' : 'the path to plan for');
  const start = flags.start === undefined ? nextMonday(new Date()) : validDate(flags.start);
  const config = await loadConfig(
    root,
    flags.config === undefined ? undefined : { file: flags.config, cwd: context.cwd },
  );
  const live = await readLive(flags);
  const line = progressLine(context.note, () => performance.now());
  const progress = context.interactive ? { onProgress: line.update } : {};
  let report: Awaited<ReturnType<typeof scan>>;
  try {
    report = await scan({ root, config, cache: flags.cache, ...progress });
  } finally {
    line.erase();
  }
  const plan = makePlan({ report, config, start, ...live });
  for (const { format, file } of targets) {
    const render = await loadPlanReporter(format);
    const common = { details: false, ...(path === undefined ? {} : { path }) };
    if (file === null) context.print(render(plan, { ...common, color: context.color, width: context.width }));
    else {
      writeFile(context.cwd, file, render(plan, { ...common, color: false, width: FILE_WIDTH }));
      if (!context.quiet) context.note(`wrote ${file}\n`);
    }
  }
  return 0;
}

function validDate(value: string): string {
  const date = new Date(`${value}T00:00:00Z`);
  if (
    !/^\d{4}-\d{2}-\d{2}$/.test(value) ||
    Number.isNaN(date.getTime()) ||
    !date.toISOString().startsWith(value)
  )
    throw InstrumentError.of('wrong-date', { value });
  return value;
}

function nextMonday(today: Date): string {
  const days = (8 - today.getUTCDay()) % 7 || 7;
  return new Date(today.getTime() + days * 86_400_000).toISOString().slice(0, 10);
}
