/** The sites of a report, each once. */
import type { Role, ScanReport, Site } from '#src/model/scan-report.js';

/** A site of the report, once, with every service that reaches it. */
export interface PlannedSite {
  id: string;
  role: Role;
  site: Site;
  services: string[];
  /** Services in which it is instrumented already. */
  covered: string[];
  /** `file:line` of the servers and routers that hand it their requests, in any service. */
  within: Set<string>;
}

/** Go sites that are bare in a selected service, by place. */
export function collectSites(report: ScanReport, selected: ReadonlySet<string>): PlannedSite[] {
  const found = new Map<string, PlannedSite & { wanted: boolean }>();
  for (const service of report.services) {
    if (service.language !== 'go') continue;
    for (const { id, role, sites } of service.integrations) {
      for (const site of sites) {
        const key = `${id} ${site.file}:${site.line}:${site.column}`;
        const known = found.get(key) ?? {
          id,
          role,
          site,
          services: [],
          covered: [],
          within: new Set<string>(),
          wanted: false,
        };
        found.set(key, known);
        for (const outer of site.within ?? []) known.within.add(outer);
        if (!known.services.includes(service.name)) known.services.push(service.name);
        if (site.instrumented) known.covered.push(service.name);
        else known.wanted ||= selected.has(service.name);
      }
    }
  }
  return [...found.values()]
    .filter((s) => s.wanted)
    .sort(
      (a, b) =>
        compare(a.site.file, b.site.file) ||
        a.site.line - b.site.line ||
        a.site.column - b.site.column ||
        compare(a.id, b.id),
    );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
