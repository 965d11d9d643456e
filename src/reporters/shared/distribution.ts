import type { Layer, ScanReport } from '../../model/scan-report.js';

/** Services by layer, as numbers and as whole percents that add up to 100. */
export interface Share {
  layer: Layer;
  services: number | null;
  percent: number;
}

export interface Distribution {
  title: 'now' | 'recommended' | 'strategy';
  shares: readonly Share[];
}

const STRATEGY = { '1': 70, '2': 20, '3': 10 };
const LAYERS: readonly Layer[] = [1, 2, 3];

/** What the services have, what they should have, and what the strategy expects of a whole company. */
export function distributions(report: ScanReport): Distribution[] {
  const { byLayer, recommended } = report.summary;
  return [
    { title: 'now', shares: shares(byLayer) },
    { title: 'recommended', shares: shares(recommended) },
    { title: 'strategy', shares: shares(STRATEGY).map((share) => ({ ...share, services: null })) },
  ];
}

/** Divides a length by the shares, so that the parts add up to it. */
export function divide(length: number, counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return counts.map(() => 0);
  const exact = counts.map((count) => (count * length) / total);
  const parts = exact.map(Math.floor);
  const byRemainder = exact
    .map((part, index) => ({ index, rest: part - Math.floor(part) }))
    .sort((a, b) => b.rest - a.rest);
  const missing = length - parts.reduce((sum, part) => sum + part, 0);
  for (const { index } of byRemainder.slice(0, missing)) parts[index]! += 1;
  return parts;
}

function shares(counts: Record<'1' | '2' | '3', number>): Share[] {
  const services = LAYERS.map((layer) => counts[`${layer}`]);
  const percents = divide(100, services);
  return LAYERS.map((layer, index) => ({ layer, services: services[index]!, percent: percents[index]! }));
}
