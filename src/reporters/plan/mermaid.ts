/** Diagrams that GitHub and GitLab draw in Markdown. */
import type { PlanReport } from '../../model/plan-report.js';
import { shorten } from '../text/fit-text.js';

/** Longer names of steps run over the edge of a chart. */
const CHART_WIDTH = 48;

/** A Gantt chart of the steps, weekends left out. */
export function ganttLines({ start, phases }: PlanReport): string[] {
  const lines = [
    'gantt',
    '    title Instrumentation rollout',
    '    dateFormat YYYY-MM-DD',
    '    excludes weekends',
  ];
  for (const phase of phases) {
    if (phase.steps.length === 0) continue;
    lines.push(`    section Phase ${phase.number}: ${chartText(phase.title)}`);
    for (const { id, title, startDay, days } of phase.steps)
      lines.push(
        `        ${shorten(chartText(title), CHART_WIDTH)} :${id}, ${dateOf(start, startDay)}, ${days}d`,
      );
  }
  return lines;
}

/** Who calls whom. */
export function serviceMapLines({ services, calls }: PlanReport): string[] {
  const called = new Set(calls.flatMap(({ from, to }) => [from, to]));
  const names = services.map(({ name }) => name).filter((name) => called.has(name));
  const idOf = (name: string) => `s${names.indexOf(name)}`;
  const arrows = { http: '-->', grpc: '==>', messaging: '-.->' } as const;
  return [
    'graph LR',
    ...names.map((name) => `    ${idOf(name)}["${name.replaceAll('"', "'")}"]`),
    ...calls.map(({ from, to, via }) => `    ${idOf(from)} ${arrows[via]}|${via}| ${idOf(to)}`),
  ];
}

/** Colons, semicolons and number signs end a text in a chart. */
function chartText(text: string): string {
  return text.replace(/[:;#]/g, ' –').replace(/\s+/g, ' ').trim();
}

/** The date that lies this many working days after the start. */
function dateOf(start: string, workingDays: number): string {
  const date = new Date(`${start}T00:00:00Z`);
  const isFree = () => date.getUTCDay() === 0 || date.getUTCDay() === 6;
  const next = () => date.setUTCDate(date.getUTCDate() + 1);
  while (isFree()) next();
  for (let left = workingDays; left > 0; left--) {
    next();
    while (isFree()) next();
  }
  return date.toISOString().slice(0, 10);
}
