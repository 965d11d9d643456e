import { relative, resolve, sep } from 'node:path';
import { rules } from '#rules/index.js';
import type { InstrumentConfig } from '../config/instrument-config.js';
import { loadConfig } from '../config/load-config.js';
import type { FixMode } from '../engine/lint/fix.js';
import type { LintOptions, LintResult } from '../engine/lint/lint.js';
import { InstrumentError } from '../errors/instrument-error.js';
import type { LintOutcome } from '../model/lint-outcome.js';
import type { CommandContext } from './command-context.js';
import { BASELINE_FILE, readBaseline, writeBaseline } from './lint-baseline.js';
import { readComparison } from './lint-comparison.js';
import { lintFormats, loadLintReporter } from './lint-formats.js';
import { ruleWishes } from './lint-rules.js';
import { type OutputTarget, outputTargets } from './output-target.js';
import { progressLine } from './progress-line.js';
import { requireDirectory } from './require-directory.js';
import { selectServices } from './select-services.js';
import { wholeNumber } from './whole-number.js';
import { writeFile } from './write-file.js';

const FILE_WIDTH = 100;

export interface LintFlags {
  format?: string;
  output?: string[];
  service?: string[];
  rule?: string[];
  preset?: string;
  since?: string;
  staged?: boolean;
  baseline?: string;
  updateBaseline?: boolean;
  maxWarnings?: string;
  minCoverage?: string;
  fix?: boolean;
  fixUnsafe?: boolean;
  fixDryRun?: boolean;
  tests?: boolean;
  config?: string;
  concurrency?: string;
  cache: boolean;
}

/** `instrument lint [path]`: the gate. 0: it lets pass; 1: it does not. */
export async function lintCommand(
  path: string | undefined,
  flags: LintFlags,
  context: CommandContext,
): Promise<number> {
  const targets = outputTargets(lintFormats, flags);
  checkTogether(flags);
  const root = resolve(context.cwd, path ?? '.');
  requireDirectory(root, path ?? root, path === undefined ? 'the working directory' : 'the path to lint');
  const config = await loadConfig(
    root,
    flags.config === undefined ? undefined : { file: flags.config, cwd: context.cwd },
  );
  const baseline = baselineFile(flags, config, { root, cwd: context.cwd });
  const line = progressLine(context.note, () => performance.now());
  const options = await lintOptions(root, config, flags, baseline);
  if (context.interactive) options.onProgress = line.update;
  const { lint } = await import('../engine/lint/lint.js');
  let result: LintResult;
  try {
    result = await lint(options);
  } finally {
    line.erase();
  }
  if ((flags.fix || flags.fixUnsafe) && !flags.fixDryRun) await write(root, result);
  if (flags.updateBaseline && baseline) {
    writeBaseline(baseline.cwd, baseline.file, result.baseline);
    if (!context.quiet) context.note(`wrote ${baseline.file}\n`);
  }
  const report = { ...result.report };
  if (flags.updateBaseline) {
    report.summary = { ...report.summary, baselined: report.findings.length + report.summary.baselined };
    report.findings = [];
    report.failures = report.failures.filter(({ code }) => code === 'low-coverage');
  }
  const outcome: LintOutcome = {
    report,
    rules,
    prefix: prefixOf(context.cwd, root),
    patch: flags.fixDryRun ? result.patch : '',
  };
  for (const target of targets) await deliver(target, outcome, context);
  return report.failures.length > 0 ? 1 : 0;
}

async function lintOptions(
  root: string,
  config: InstrumentConfig,
  flags: LintFlags,
  baseline: BaselineFile | null,
): Promise<LintOptions> {
  const patterns = flags.service ?? [];
  const concurrency = wholeNumber('--concurrency', flags.concurrency, 1, 256);
  return {
    root,
    config,
    wishes: ruleWishes(config, flags),
    tests: flags.tests ?? config.lint.tests,
    select: patterns.length === 0 ? null : (report) => selectServices(report, patterns).services,
    comparison: await readComparison(root, flags),
    baseline: baseline
      ? readBaseline(baseline.cwd, baseline.file, {
          where: baseline.where,
          mayLack: flags.updateBaseline ?? false,
        })
      : null,
    fix: fixMode(flags),
    maxWarnings: wholeNumber('--max-warnings', flags.maxWarnings, 0, 1e9) ?? config.lint.maxWarnings ?? null,
    minCoverage: wholeNumber('--min-coverage', flags.minCoverage, 0, 100) ?? config.lint.minCoverage ?? null,
    ...(concurrency === undefined ? {} : { concurrency }),
    cache: flags.cache,
  };
}

function fixMode(flags: LintFlags): FixMode {
  if (flags.fixUnsafe) return 'unsafe';
  return flags.fix || flags.fixDryRun ? 'safe' : 'none';
}

interface BaselineFile {
  file: string;
  cwd: string;
  where: string;
}

/** The baseline of the command line, else that of the configuration, else the usual one when it is to be written. */
function baselineFile(
  flags: LintFlags,
  config: InstrumentConfig,
  { root, cwd }: { root: string; cwd: string },
): BaselineFile | null {
  if (flags.baseline !== undefined) return { file: flags.baseline, cwd, where: '`--baseline`' };
  if (config.lint.baseline !== undefined)
    return { file: config.lint.baseline, cwd: root, where: '`lint.baseline` of the configuration' };
  return flags.updateBaseline ? { file: BASELINE_FILE, cwd, where: '`--update-baseline`' } : null;
}

function checkTogether(flags: LintFlags): void {
  const exclude = (one: string, other: string, why: string) => {
    throw InstrumentError.of('flags-exclude', { one, other, why });
  };
  if (flags.staged && flags.since !== undefined)
    exclude('--staged', '--since', 'Each says what the findings are compared with.');
  if (flags.updateBaseline && (flags.staged || flags.since !== undefined))
    exclude('--update-baseline', flags.staged ? '--staged' : '--since', 'A baseline holds all findings.');
  if (flags.fix && flags.fixDryRun)
    exclude('--fix', '--fix-dry-run', 'One writes the fixes, the other only shows them.');
}

async function write(root: string, { files }: LintResult): Promise<void> {
  const { writeFixes } = await import('../engine/lint/write-fixes.js');
  const reason = await writeFixes(root, files);
  if (reason !== null) throw InstrumentError.of('files-not-written', { reason });
}

/** The way from the working directory to the linted one; nothing when that is no way down. */
function prefixOf(cwd: string, root: string): string {
  const way = relative(cwd, root).split(sep).join('/');
  return way === '' || way.startsWith('..') || resolve(way) === way ? '' : `${way}/`;
}

async function deliver(
  target: OutputTarget<(typeof lintFormats)[number]>,
  outcome: LintOutcome,
  context: CommandContext,
): Promise<void> {
  const render = await loadLintReporter(target.format);
  if (target.file === null) {
    context.print(render(outcome, { details: false, color: context.color, width: context.width }));
    return;
  }
  const text = render(outcome, { details: false, color: false, width: FILE_WIDTH });
  writeFile(context.cwd, target.file, text);
  if (!context.quiet) context.note(`wrote ${target.file}\n`);
}
