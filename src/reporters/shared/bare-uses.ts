import type { Role, ScanReport, Site } from '../../model/scan-report.js';
import { byImportance } from './layer-status.js';

/** An integration of a service with its sites that nothing instruments. */
export interface BareUse {
  service: string;
  integration: string;
  role: Role;
  /** At least one. */
  sites: readonly Site[];
}

const ROLE_ORDER: readonly Role[] = ['server', 'consumer', 'client', 'producer'];

/** Bare sites of the services that should have Layer 2 or 3, the most important first, and how many there are elsewhere. */
export function bareUses(report: ScanReport): { uses: BareUse[]; elsewhere: number } {
  const services = byImportance(report.services);
  const uses = services
    .filter((service) => service.recommendation.layer > 1)
    .flatMap((service) =>
      service.integrations
        .map((use) => ({
          service: service.name,
          integration: use.id,
          role: use.role,
          sites: use.sites.filter((site) => !site.instrumented),
        }))
        .filter((use) => use.sites.length > 0)
        .sort((a, b) => ROLE_ORDER.indexOf(a.role) - ROLE_ORDER.indexOf(b.role)),
    );
  const elsewhere = services
    .filter((service) => service.recommendation.layer === 1)
    .flatMap((service) => service.integrations.flatMap((use) => use.sites))
    .filter((site) => !site.instrumented).length;
  return { uses, elsewhere };
}
