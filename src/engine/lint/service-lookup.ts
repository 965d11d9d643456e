import { directoryOf, isWithin } from '../../model/relative-path.js';
import type { ServiceReport } from '../../model/scan-report.js';

/**
 * Which service a file belongs to: the one whose directory is nearest around it, or the only one that lists it among its
 * sites. A file of several, or of none, belongs to nobody.
 */
export function serviceLookup(services: readonly ServiceReport[]): (file: string) => string | null {
  const bySite = new Map<string, string | null>();
  for (const { name, integrations, spans, entrypoints } of services) {
    const files = [
      ...entrypoints,
      ...spans.map(({ file }) => file),
      ...integrations.flatMap((use) => use.sites.map(({ file }) => file)),
    ];
    for (const file of new Set(files)) bySite.set(file, bySite.has(file) ? null : name);
  }
  const known = new Map<string, string | null>();
  return (file) => {
    const directory = directoryOf(file);
    const site = bySite.get(file);
    if (site !== undefined && site !== null) return site;
    let answer = known.get(directory);
    if (answer === undefined) {
      answer = nearestService(directory, services);
      known.set(directory, answer);
    }
    return answer;
  };
}

function nearestService(directory: string, services: readonly ServiceReport[]): string | null {
  const around = services.filter(({ path }) => isWithin(directory, path));
  const longest = Math.max(...around.map(({ path }) => path.length), -1);
  const nearest = around.filter(({ path }) => path.length === longest);
  return nearest.length === 1 ? nearest[0]!.name : null;
}
