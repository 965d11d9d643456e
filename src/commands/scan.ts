import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { loadConfig } from '../config/load-config.js';
import type { ScanOptions } from '../engine/scan-options.js';
import type { ScanReport } from '../model/scan-report.js';
import type { CommandContext } from './command-context.js';
import { type OutputTarget, outputTargets } from './output-target.js';
import { progressLine } from './progress-line.js';
import { requireDirectory } from './require-directory.js';
import { loadReporter, type ScanFormat, scanFormats } from './scan-formats.js';
import { selectServices } from './select-services.js';
import { wholeNumber } from './whole-number.js';
import { writeFile } from './write-file.js';

const FILE_WIDTH = 100;

export interface ScanFlags {
  format?: string;
  output?: string[];
  service?: string[];
  config?: string;
  concurrency?: string;
  cache: boolean;
}

export type Scan = (options: ScanOptions) => Promise<ScanReport>;

/** `instrument scan [path]`: what each service has and what it should have. */
export async function scanCommand(
  path: string | undefined,
  flags: ScanFlags,
  context: CommandContext,
  scan: Scan = scanWithEngine,
): Promise<number> {
  const targets = outputTargets(scanFormats, flags);
  const concurrency = wholeNumber('--concurrency', flags.concurrency, 1, 256);
  const root = resolve(context.cwd, path ?? '.');
  requireDirectory(root, path ?? root, path === undefined ? 'the working directory' : 'the path to scan');
  const config = await loadConfig(
    root,
    flags.config === undefined ? undefined : { file: flags.config, cwd: context.cwd },
  );

  const startedAt = performance.now();
  const line = progressLine(context.note, () => performance.now());
  const options: ScanOptions = { root, config, cache: flags.cache };
  if (concurrency !== undefined) options.concurrency = concurrency;
  if (context.interactive) options.onProgress = line.update;
  let report: ScanReport;
  try {
    report = await scan(options);
  } finally {
    line.erase();
  }
  if (context.interactive)
    context.note(`Scanned in ${((performance.now() - startedAt) / 1000).toFixed(2)} s\n`);

  const patterns = flags.service ?? [];
  const selected = patterns.length > 0 ? selectServices(report, patterns) : report;
  for (const target of targets)
    await deliver(target, selected, { path, details: patterns.length > 0 }, context);
  return 0;
}

async function scanWithEngine(options: ScanOptions): Promise<ScanReport> {
  return (await import('../engine/scan.js')).scan(options);
}

async function deliver(
  target: OutputTarget<ScanFormat>,
  report: ScanReport,
  { path, details }: { path: string | undefined; details: boolean },
  context: CommandContext,
): Promise<void> {
  const render = await loadReporter(target.format);
  const common = { details, ...(path === undefined ? {} : { path }) };
  if (target.file === null) {
    context.print(render(report, { ...common, color: context.color, width: context.width }));
    return;
  }
  writeFile(context.cwd, target.file, render(report, { ...common, color: false, width: FILE_WIDTH }));
  if (!context.quiet) context.note(`wrote ${target.file}\n`);
}
