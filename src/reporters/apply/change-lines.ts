import type { ApplyReport, ReportedChange } from '../../model/apply-report.js';
import { printable } from '../shared/printable.js';
import type { Palette } from '../text/palette.js';

/** Every change under its service, with why it is not made; then what to know about those that are. */
export function changeLines({ changes }: ApplyReport, style: Palette): string[] {
  const byService = new Map<string, ReportedChange[]>();
  for (const change of changes)
    byService.set(change.service, [...(byService.get(change.service) ?? []), change]);
  const lines: string[] = [];
  for (const [service, own] of [...byService].sort(([a], [b]) => (a < b ? -1 : 1))) {
    lines.push(style.title(printable(service)), ...own.flatMap((change) => linesOf(change, style)));
  }
  return [...lines, ...noteLines(changes, style)];
}

function linesOf(change: ReportedChange, style: Palette): string[] {
  const made = change.status === 'applied' || change.status === 'planned';
  const mark = made ? style.good('+') : style.bad('✗');
  const others = change.services.length > 1 ? ` (also ${change.services.slice(1).join(', ')})` : '';
  const where = printable(`${change.files.join(', ')}${others}`);
  const first = `  ${mark} ${printable(change.title)}  ${style.dim(where)}`;
  if (!change.problem) return [first];
  const [reason = '', ...more] = change.problem.message.split('\n');
  return [
    first,
    `      ${style.bad(change.status)}: ${printable(reason)}`,
    ...more.map((line) => `      ${printable(line)}`),
  ];
}

function noteLines(changes: readonly ReportedChange[], style: Palette): string[] {
  const made = changes.filter(({ status }) => status === 'applied' || status === 'planned');
  const notes = [...new Set(made.flatMap((change) => change.notes))];
  return notes.length === 0 ? [] : ['', style.title('Know'), ...notes.map((note) => `  ${printable(note)}`)];
}
