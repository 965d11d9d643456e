import type { ScanReport, ServiceReport } from '../../model/scan-report.js';
import type { ReporterOptions } from '../reporter.js';
import { languageName } from '../shared/language-name.js';
import { byImportance, instrumentedCount, layerStatus } from '../shared/layer-status.js';
import type { Palette } from './palette.js';
import { type Cell, textTable } from './text-table.js';

/** Below this width the reasons need every column that they can get. */
const NARROW = 100;
const SHORT_NAMES: Record<string, string> = { TypeScript: 'TS', JavaScript: 'JS' };

/** One line per service: where it stands, where it should stand, and the first reason why. */
export function serviceTableLines(report: ScanReport, style: Palette, { width }: ReporterOptions): string[] {
  const narrow = width < NARROW;
  return textTable({
    columns: [
      { title: 'SERVICE', wish: narrow ? 18 : 24, min: 12 },
      { title: narrow ? 'LANG' : 'LANGUAGE' },
      { title: 'LAYER' },
      { title: 'INSTR.', align: 'right' },
      { title: 'WHY', wish: 48, min: 16 },
    ],
    rows: byImportance(report.services).map((service) => row(service, style, narrow)),
    width,
    titleStyle: style.dim,
  });
}

function row(service: ServiceReport, style: Palette, narrow: boolean): Cell[] {
  const status = layerStatus(service);
  const language = languageName(service.language);
  const why = service.recommendation.reasons[0]?.text ?? '';
  const reached = status.state === 'reached';
  const cells: Cell[] = [
    { text: service.name, style: style.title },
    { text: narrow ? (SHORT_NAMES[language] ?? language) : language },
    { text: reached ? `${status.text} ✓` : status.text, style: reached ? style.good : style.open },
    { text: instrumentedCount(service) },
    { text: why },
  ];
  return service.supported ? cells : cells.map(({ text }) => ({ text, style: style.dim }));
}
