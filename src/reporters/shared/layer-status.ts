import type { ServiceReport } from '../../model/scan-report.js';

/** How a service stands to its recommendation. */
export interface LayerStatus {
  /** `1 → 3`, `2 partial` or `2`. */
  text: string;
  state: 'missing' | 'partial' | 'reached';
}

/** Present layer against the recommended one, in a few characters. */
export function layerStatus(service: ServiceReport): LayerStatus {
  const wanted = service.recommendation.layer;
  if (service.layer === null || service.layer < wanted) {
    return { text: `${service.layer ?? '–'} → ${wanted}`, state: 'missing' };
  }
  if (wanted > 1 && service.layer2 === 'partial')
    return { text: `${service.layer} partial`, state: 'partial' };
  return { text: String(service.layer), state: 'reached' };
}

/** `2/5` integrations instrumented; a dash when there are none. */
export function instrumentedCount(service: ServiceReport): string {
  const total = service.integrations.length;
  if (total === 0) return '–';
  return `${service.integrations.filter((use) => use.instrumented).length}/${total}`;
}

/** `2/5 instrumented`, as a sentence needs it. */
export function instrumentedPhrase(service: ServiceReport): string {
  return service.integrations.length === 0 ? 'no integrations' : `${instrumentedCount(service)} instrumented`;
}

/** Services in the order that a reader wants: highest recommendation first, then what is furthest from it. */
export function byImportance(services: readonly ServiceReport[]): ServiceReport[] {
  const gap = (service: ServiceReport) => service.recommendation.layer - (service.layer ?? 1);
  return [...services].sort(
    (a, b) =>
      b.recommendation.layer - a.recommendation.layer ||
      gap(b) - gap(a) ||
      Number(b.supported) - Number(a.supported) ||
      a.name.localeCompare(b.name, 'en'),
  );
}
