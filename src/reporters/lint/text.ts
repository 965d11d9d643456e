import type { LintOutcome } from '../../model/lint-outcome.js';
import type { Finding, LintReport } from '../../model/lint-report.js';
import type { Reporter } from '../reporter.js';
import { colorDiff } from '../shared/color-diff.js';
import { count } from '../shared/count.js';
import { type Palette, palette } from '../text/palette.js';
import { findingLines } from './finding-lines.js';

const MAX_WIDTH = 120;

/** What a person reads on a terminal: findings by file with the line they are about, then what it comes to. */
export const lintText: Reporter<LintOutcome> = ({ report, prefix, patch }, options) => {
  const style = palette(options.color);
  const width = Math.min(options.width, MAX_WIDTH);
  const files = new Map<string, Finding[]>();
  for (const finding of report.findings)
    files.set(finding.file, [...(files.get(finding.file) ?? []), finding]);
  const sections = [
    ...[...files].map(([file, findings]) => [
      heading(prefix + file, findings, style),
      ...findings.flatMap((finding) => findingLines(finding, style, width)),
    ]),
    patch === '' ? [] : (options.color ? colorDiff(patch) : patch).trimEnd().split('\n'),
    summaryLines(report, style),
  ];
  const filled = sections.filter((lines) => lines.length > 0);
  return `${filled.map((lines) => lines.join('\n')).join('\n\n')}\n`;
};

function heading(file: string, findings: readonly Finding[], style: Palette): string {
  const service = findings[0]?.service ?? null;
  return style.title(file) + (service === null ? '' : style.dim(`  (${service})`));
}

function summaryLines({ summary, failures, findings, coverage }: LintReport, style: Palette): string[] {
  const { errors, warnings, infos, files, fixable, fixed } = summary;
  const parts = [
    errors > 0 ? style.bad(count(errors, 'error')) : '',
    warnings > 0 ? style.open(count(warnings, 'warning')) : '',
    infos > 0 ? `${infos} info` : '',
  ].filter((part) => part !== '');
  const found = parts.length === 0 ? style.good('No findings') : parts.join(', ');
  const known = [
    summary.suppressed > 0 ? `${summary.suppressed} suppressed` : '',
    summary.baselined > 0 ? `${summary.baselined} in the baseline` : '',
    summary.old > 0 ? `${summary.old} there before` : '',
  ].filter((part) => part !== '');
  const lines = [
    `${found} in ${count(files, 'file')}${known.length > 0 ? style.dim(` · ${known.join(', ')}`) : ''}`,
  ];
  if (fixed > 0) lines.push(`${count(fixed, 'finding')} fixed`);
  if (fixable > 0) lines.push(`${fixable} can be fixed with ${style.command('--fix')}`);
  const total = coverage.reduce((sum, one) => sum + one.total, 0);
  const instrumented = coverage.reduce((sum, one) => sum + one.instrumented, 0);
  if (failures.some(({ code }) => code === 'low-coverage' || code === 'coverage-fell'))
    lines.push(`${instrumented} of ${count(total, 'site')} instrumented`);
  lines.push(
    ...failures
      .filter(({ code }) => code !== 'errors')
      .map(({ message }) => `${style.bad('fails:')} ${message}`),
  );
  const first = findings[0];
  if (first) lines.push(style.dim(`instrument explain ${first.rule} tells more`));
  return lines;
}
