import type { IntegrationUse, ServiceReport } from '../../model/scan-report.js';
import type { ReporterOptions } from '../reporter.js';
import { languageName } from '../shared/language-name.js';
import { instrumentedCount } from '../shared/layer-status.js';
import { printable } from '../shared/printable.js';
import { columnsOf, pad, wrap } from './fit-text.js';
import type { Palette } from './palette.js';
import { textTable } from './text-table.js';

const OPERATIONS_SHOWN = 10;

/** Everything that the report says about one service. */
export function serviceDetailLines(
  service: ServiceReport,
  style: Palette,
  { width }: ReporterOptions,
): string[] {
  const { layer, recommendation, path, language, kind } = service;
  const facts = [languageName(language), kind === 'unknown' ? '' : kind, printable(path)].filter(
    (fact) => fact !== '',
  );
  const arrow =
    layer === recommendation.layer ? `Layer ${layer}` : `Layer ${layer ?? '–'} → ${recommendation.layer}`;
  const sections = [
    [`${style.title(printable(service.name))} · ${facts.join(' · ')} · ${style.title(arrow)}`],
    section(
      'Entry points',
      service.entrypoints.map((file) => `  ${printable(file)}`),
      style,
    ),
    section(`Why Layer ${recommendation.layer}`, reasonLines(service, style, width), style),
    section(
      `Integrations ${style.dim(`${instrumentedCount(service)} instrumented`)}`,
      service.integrations.flatMap((use) => useLines(use, style, width)),
      style,
    ),
    section('Manual spans', spanLines(service, style, width), style),
    section('Operations worth a span', operationLines(service, style, width), style),
    section(
      'Other tracers',
      service.otherTracers.map((tracer) => `  ${printable(tracer)}`),
      style,
    ),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .flatMap((lines, index) => (index > 0 ? ['', ...lines] : lines));
}

function section(title: string, lines: string[], style: Palette): string[] {
  return lines.length === 0 ? [] : [style.title(title), ...lines];
}

function reasonLines({ recommendation }: ServiceReport, style: Palette, width: number): string[] {
  return recommendation.reasons.flatMap(({ code, text, evidence }) => [
    ...wrap(printable(text), width - 2).map((line) => `  ${line}`),
    ...(evidence.length > 0
      ? wrap(printable(evidence.join(', ')), width - 4).map((line) => style.dim(`    ${line}`))
      : []),
    style.dim(`    ${code}`),
  ]);
}

function useLines(use: IntegrationUse, style: Palette, width: number): string[] {
  const state =
    use.by === null
      ? style.open('bare')
      : use.instrumented
        ? style.good(use.by)
        : style.open(`${use.by}, partly`);
  const sites = use.sites.map((site) => ({
    site,
    place: printable(`${site.file}:${site.line}:${site.column}`),
  }));
  const placeWidth = Math.max(...sites.map(({ place }) => columnsOf(place)));
  const besides = sites.every(({ site }) => columnsOf(site.why) + placeWidth + 9 <= width);
  const lines = sites.flatMap(({ site, place }) => {
    const mark = site.instrumented ? style.good('✓') : style.open('○');
    const why = printable(site.why);
    if (besides) return [`    ${mark}  ${pad(place, placeWidth)}  ${style.dim(why)}`.trimEnd()];
    return [`    ${mark}  ${place}`, ...wrap(why, width - 9).map((line) => style.dim(`         ${line}`))];
  });
  return [`  ${printable(use.id)} ${style.dim(use.role)} ${state}`, ...lines];
}

function spanLines({ spans }: ServiceReport, style: Palette, width: number): string[] {
  const rows = spans.map(({ name, file, line }) => [
    name === null ? { text: '(name not constant)', style: style.dim } : { text: name },
    { text: `${file}:${line}`, style: style.dim },
  ]);
  return textTable({ columns: [{ min: 20 }, { min: 24, keep: 'end' }], rows, width });
}

function operationLines({ operations }: ServiceReport, style: Palette, width: number): string[] {
  const ranked = [...operations].sort((a, b) => Number(b.flagged) - Number(a.flagged) || b.score - a.score);
  const lines = ranked.slice(0, OPERATIONS_SHOWN).flatMap(({ name, file, line, flagged, score, reasons }) => [
    `  ${score.toFixed(2)}  ${style.title(printable(name))}${flagged ? style.good(' flagged') : ''} ${style.dim(printable(`${file}:${line}`))}`,
    ...wrap(printable(reasons.join('; ')), width - 8)
      .filter((text) => text !== '')
      .map((text) => style.dim(`        ${text}`)),
  ]);
  const hidden = operations.length - OPERATIONS_SHOWN;
  if (hidden > 0) lines.push(style.dim(`  … ${hidden} more; --format json has all`));
  return lines;
}
