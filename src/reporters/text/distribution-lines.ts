import type { ScanReport } from '../../model/scan-report.js';
import type { ReporterOptions } from '../reporter.js';
import { type Distribution, distributions, divide } from '../shared/distribution.js';
import { pad } from './fit-text.js';
import type { Palette } from './palette.js';

const BLOCKS = { 1: '░', 2: '▒', 3: '█' };
const NAMES = { 1: 'Layer 1 only', 2: '1 + 2', 3: '1 + 2 + 3' };
const LABEL_WIDTH = 11;
const MAX_BAR = 50;

/** Bars of present and recommended layers, beside what the strategy expects. */
export function distributionLines(report: ScanReport, style: Palette, { width }: ReporterOptions): string[] {
  const barWidth = Math.max(10, Math.min(MAX_BAR, width - LABEL_WIDTH - 32));
  const legend = ([1, 2, 3] as const).map(
    (layer) => `${style.layer[layer](BLOCKS[layer])} ${style.dim(NAMES[layer])}`,
  );
  return [
    `${style.title('Layers')}  ${legend.join('  ')}`,
    ...distributions(report).map((distribution) => barLine(distribution, barWidth, style)),
  ];
}

function barLine({ title, shares }: Distribution, width: number, style: Palette): string {
  const parts = divide(
    width,
    shares.map((share) => share.percent),
  );
  const bar = shares
    .map(({ layer }, index) => style.layer[layer](BLOCKS[layer].repeat(parts[index]!)))
    .join('');
  const blank = ' '.repeat(width - parts.reduce((sum, part) => sum + part, 0));
  const percents = shares.map((share) => String(share.percent)).join('/');
  const services = shares.every((share) => share.services === null)
    ? ''
    : shares.map((share) => String(share.services)).join(' + ');
  const numbers = `${pad(`${percents} %`, 12)}${style.dim(services)}`;
  return `  ${pad(title, LABEL_WIDTH)}  ${bar}${blank}  ${numbers}`.trimEnd();
}
