/** What is asked of `apply --layer 3` outside of the code. */
import type { InstrumentConfig } from '../config/instrument-config.js';
import type { SpanRequest } from '../model/span-operation.js';
import type { PlannerInput } from './apply-planner.js';

export function configRequests({ operations }: InstrumentConfig): SpanRequest[] {
  return operations.map(({ name, service, spanName, attributes }) => ({
    origin: 'config',
    match: name,
    attributes,
    ...(service === undefined ? {} : { service }),
    ...(spanName === undefined ? {} : { spanName }),
  }));
}

export function flagRequests(names: readonly string[]): SpanRequest[] {
  return names.map((match) => ({ origin: 'flag', match, attributes: {} }));
}

/** The candidates of the scan that nobody has flagged, best first; one that several services reach is named once. */
export function suggestions({ report, services }: PlannerInput): SpanRequest[] {
  const byPlace = new Map<string, SpanRequest & { score: number }>();
  for (const service of report.services) {
    if (services !== null && !services.includes(service.name)) continue;
    for (const { name, file, line, flagged, score, reasons } of service.operations) {
      const place = `${file}:${line}`;
      if (flagged || (byPlace.get(place)?.score ?? -1) >= score) continue;
      byPlace.set(place, {
        origin: 'suggested',
        match: name,
        at: { file, line },
        attributes: {},
        score,
        reasons,
      });
    }
  }
  return [...byPlace.values()].sort((a, b) => b.score - a.score);
}
