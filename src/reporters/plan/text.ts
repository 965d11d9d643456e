import type { PlanPhase, PlanReport, RankedService } from '../../model/plan-report.js';
import type { Reporter } from '../reporter.js';
import { count } from '../shared/count.js';
import { shorten } from '../text/fit-text.js';
import { type Palette, palette } from '../text/palette.js';

/** Services shown in the order of the ranking. */
const RANKED_SHOWN = 12;

/** What a person reads on a terminal. */
export const planText: Reporter<PlanReport> = (report, options) => {
  const style = palette(options.color);
  const steps = report.phases.flatMap(({ steps: all }) => all);
  const effort = Math.round(steps.reduce((sum, step) => sum + step.effortHours, 0));
  const sections = [
    [
      style.title(
        `Rollout in ${count(report.phases.length, 'phase')}: ${count(steps.length, 'step')}, about ${count(effort, 'hour')} of work`,
      ),
      style.dim(`ranked by ${report.sources.join(', ')}, from ${report.start}`),
    ],
    rankingLines(report.services, style, options.width),
    ...report.phases.map((phase) => phaseLines(phase, style, options.width)),
    report.notes.length === 0 ? [] : [style.title('Notes'), ...report.notes.map((note) => `  ${note}`)],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
};

function rankingLines(services: readonly RankedService[], style: Palette, width: number): string[] {
  const shown = services.slice(0, RANKED_SHOWN);
  const longest = Math.max(0, ...shown.map(({ name }) => name.length));
  const lines = shown.map(({ rank, name, layer, target, signals }) => {
    const head = `  ${`${rank}`.padStart(2)}  ${name.padEnd(longest)}  ${layer ?? '–'} → ${target}  `;
    const why = signals.map(({ text }) => text).join('; ') || 'nothing speaks for it before others';
    return `${head}${style.dim(shorten(why, Math.max(20, width - head.length)))}`;
  });
  const more = services.length - shown.length;
  return [style.title('Order'), ...lines, ...(more > 0 ? [style.dim(`  … ${more} more`)] : [])];
}

function phaseLines({ number, title, outcome, steps }: PlanPhase, style: Palette, width: number): string[] {
  const head = [style.title(`Phase ${number}: ${title}`), `  ${outcome}`];
  if (steps.length === 0) return [...head, style.dim('  Nothing is left to do here.')];
  return [
    ...head,
    ...steps.flatMap((step) => {
      const days =
        step.days === 1
          ? `day ${step.startDay + 1}`
          : `days ${step.startDay + 1}–${step.startDay + step.days}`;
      const last = step.traceAfter.length > 0 ? step.traceAfter.map((line) => `      ${line}`) : [];
      return [
        '',
        shorten(`  ${days.padEnd(10)} ${step.title}`, width),
        style.dim(shorten(`    ${step.shows}`, width)),
        ...last,
        ...(step.command === null ? [] : [`    ${style.command(step.command)}`]),
      ];
    }),
  ];
}
