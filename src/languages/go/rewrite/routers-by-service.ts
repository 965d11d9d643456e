import type { GoIntegration } from '#src/model/integration.js';
import type { ScanReport } from '#src/model/scan-report.js';

/** Packages of the routers that get middleware, by service. */
export function routersByService(
  report: ScanReport,
  integrations: readonly GoIntegration[],
): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const service of report.services) {
    const packages = service.integrations.flatMap((use) => {
      const integration = integrations.find((i) => i.id === use.id);
      const isRouter =
        use.role === 'server' &&
        integration?.sites.every((s) => s.kind === undefined && s.decides === undefined) === true &&
        (integration.wrap !== undefined || use.sites.some((s) => s.instrumented));
      return isRouter ? integration.sites.map((s) => s.package) : [];
    });
    if (packages.length > 0) found.set(service.name, packages);
  }
  return found;
}
