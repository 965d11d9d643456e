/** How much of what libraries can instrument is instrumented, per service. */
import type { LintBaseline } from '../../model/lint-baseline.js';
import type { LintFailure, ServiceCoverage } from '../../model/lint-report.js';
import type { ServiceReport } from '../../model/scan-report.js';

export function coverageOf(services: readonly ServiceReport[]): ServiceCoverage[] {
  return services
    .filter(({ supported }) => supported)
    .map(({ name, integrations }) => {
      const sites = integrations.flatMap((use) => use.sites);
      return { service: name, total: sites.length, instrumented: sites.filter((s) => s.instrumented).length };
    });
}

/** Fails when less than the wanted share of all sites is instrumented. Without sites there is nothing to cover. */
export function checkMinimum(coverage: readonly ServiceCoverage[], minimum: number): LintFailure[] {
  const total = coverage.reduce((sum, one) => sum + one.total, 0);
  const instrumented = coverage.reduce((sum, one) => sum + one.instrumented, 0);
  if (total === 0 || (instrumented / total) * 100 >= minimum) return [];
  const percent = Math.floor((instrumented / total) * 1000) / 10;
  const message = `${instrumented} of ${total} sites are instrumented (${percent} %), less than the ${minimum} % asked for. \`instrument scan\` lists the bare ones.`;
  return [{ code: 'low-coverage', message }];
}

/** Fails for a service that has fewer instrumented sites than the baseline, and bare ones besides. */
export function checkRatchet(coverage: readonly ServiceCoverage[], baseline: LintBaseline): LintFailure[] {
  return coverage.flatMap(({ service, total, instrumented }): LintFailure[] => {
    const before = baseline.coverage[service];
    if (before === undefined || instrumented >= before.instrumented || instrumented === total) return [];
    const message = `\`${service}\` has ${instrumented} instrumented sites of ${total}, the baseline ${before.instrumented} of ${before.total}. Instrument them again, or accept it with \`--update-baseline\`.`;
    return [{ code: 'coverage-fell', message }];
  });
}
