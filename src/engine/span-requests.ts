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

/**
 * The candidates of the scan that nobody has flagged, best first; one that several services reach is named once. Those that
 * have their span are among them: asked again for the best, the answer is the same.
 */
export function suggestions({ report, services }: PlannerInput): SpanRequest[] {
  const byPlace = new Map<string, Suggestion>();
  for (const service of report.services) {
    if (services !== null && !services.includes(service.name)) continue;
    const all = [...service.operations, ...(service.spannedOperations ?? [])];
    for (const { name, file, line, flagged, score, reasons } of all) {
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
  return [...byPlace.values()].sort(byRank);
}

type Suggestion = SpanRequest & { score: number; at: { file: string; line: number } };

/** Of equals the first in the code, with a span or without: else a second run would choose others. */
function byRank(a: Suggestion, b: Suggestion): number {
  if (a.score !== b.score) return b.score - a.score;
  return a.at.file === b.at.file ? a.at.line - b.at.line : a.at.file < b.at.file ? -1 : 1;
}
