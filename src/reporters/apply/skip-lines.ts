import type { ApplyReport, ReportedSkip } from '../../model/apply-report.js';
import { count } from '../shared/count.js';
import { printable } from '../shared/printable.js';
import { wrap } from '../text/fit-text.js';
import type { Palette } from '../text/palette.js';

const SHOWN = 5;

/** Sites that are left alone, by reason. */
export function skipLines({ skips }: ApplyReport, style: Palette, width: number): string[] {
  const byCode = new Map<string, ReportedSkip[]>();
  for (const skip of skips) byCode.set(skip.code, [...(byCode.get(skip.code) ?? []), skip]);
  if (byCode.size === 0) return [];
  const groups = [...byCode].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
  return [
    style.title(`Left alone: ${count(skips.length, 'site')}`),
    ...groups.flatMap(([code, group]) => groupLines(code, group, style, width)),
  ];
}

function groupLines(code: string, group: readonly ReportedSkip[], style: Palette, width: number): string[] {
  const lines = [`  ${style.open(code)}${group.length > 1 ? ` ×${group.length}` : ''}`];
  for (const { file, line, message } of group.slice(0, SHOWN))
    lines.push(`    ${printable(`${file}:${line}`)}  ${style.dim(printable(message))}`);
  if (group.length > SHOWN)
    lines.push(style.dim(`    … ${group.length - SHOWN} more; --format json has all`));
  const helps = [...new Set(group.map(({ help }) => printable(help)))].slice(0, SHOWN);
  lines.push(...helps.flatMap((help) => wrap(`help: ${help}`, width - 4)).map((text) => `    ${text}`));
  return lines;
}
