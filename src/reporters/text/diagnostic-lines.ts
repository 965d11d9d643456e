import type { ScanReport } from '../../model/scan-report.js';
import type { ReporterOptions } from '../reporter.js';
import { diagnosticGroups } from '../shared/diagnostic-groups.js';
import type { Palette } from './palette.js';
import { textTable } from './text-table.js';

const SHOWN = 5;

/** What the scan could not read or found strange, one line per code. */
export function diagnosticLines(report: ScanReport, style: Palette, { width }: ReporterOptions): string[] {
  const groups = diagnosticGroups(report.diagnostics);
  if (groups.length === 0) return [];
  const look = { error: style.bad, warning: style.open, info: style.dim };
  const rows = groups
    .slice(0, SHOWN)
    .map(({ code, severity, first, count }) => [
      { text: severity, style: look[severity] },
      { text: count > 1 ? `${code} ×${count}` : code },
      { text: `${first.file}:${first.line}` },
      { text: first.message, style: style.dim },
    ]);
  const columns = [{}, { min: 14 }, { min: 18, keep: 'end' as const }, { min: 16 }];
  const lines = [style.title('Diagnostics'), ...textTable({ columns, rows, width })];
  const shown = groups.slice(0, SHOWN).reduce((sum, group) => sum + group.count, 0);
  const visible = Math.min(groups.length, SHOWN);
  const hidden = shown - visible + groups.slice(SHOWN).reduce((sum, group) => sum + group.count, 0);
  if (hidden > 0) lines.push(style.dim(`  … ${hidden} more; --format json has all`));
  return lines;
}
