import type { ScanReport } from '../../model/scan-report.js';
import type { ReporterOptions } from '../reporter.js';
import { bareUses } from '../shared/bare-uses.js';
import { count } from '../shared/count.js';
import type { Palette } from './palette.js';
import { textTable } from './text-table.js';

const SHOWN = 10;

/** Where to begin: sites without instrumentation in the services that should have it. */
export function bareSiteLines(report: ScanReport, style: Palette, { width }: ReporterOptions): string[] {
  const { uses, elsewhere } = bareUses(report);
  if (uses.length === 0) return [];
  const shown = uses.slice(0, SHOWN);
  const rows = shown.map(({ service, integration, sites }) => {
    const first = sites[0]!;
    const others = sites.length > 1 ? ` (+${sites.length - 1})` : '';
    return [
      { text: service },
      { text: integration, style: style.open },
      { text: `${first.file}:${first.line}${others}` },
    ];
  });
  const lines = [
    style.title('Bare sites that matter most'),
    ...textTable({ columns: [{ min: 16 }, { min: 14 }, { min: 24, keep: 'end' }], rows, width }),
  ];
  const hidden = uses.slice(SHOWN).reduce((sum, use) => sum + use.sites.length, 0);
  const rest = [
    hidden > 0 ? `${hidden} more` : '',
    elsewhere > 0 ? `${count(elsewhere, 'site')} in services where Layer 1 is enough` : '',
  ].filter((part) => part !== '');
  if (rest.length > 0) lines.push(style.dim(`  … ${rest.join(', ')}`));
  return lines;
}
