/** Which containers run which service: what a rollout has to select. */
import type { Deployments, Workload } from '../model/deployment.js';
import type { FoundService } from '../model/found-service.js';
import { matchWorkloads } from '../workspace/deployments/match.js';

/**
 * Dockerfiles are left out; a workload of a program that is no service is nobody's. Where one image holds several programs, a
 * workload is given to the service that has its name.
 */
export function placeWorkloads(
  deployments: Deployments,
  services: readonly FoundService[],
): (service: FoundService) => Workload[] {
  const match = matchWorkloads(deployments, [...new Set(services.map(({ path }) => path))]);
  const claims = new Map(
    services.map((service) => {
      const sharing = services.some((other) => other !== service && other.path === service.path);
      return [service, match.workloadsOf(service.path, sharing ? service.entrypoints : [])] as const;
    }),
  );
  const namesake = (workload: Workload): FoundService | undefined => {
    const named = services.filter(({ name }) => name === workload.name);
    return named.length === 1 && services.some((one) => claims.get(one)?.includes(workload))
      ? named[0]
      : undefined;
  };
  const owned = deployments.workloads
    .filter(({ source }) => source !== 'dockerfile')
    .map((workload) => ({ workload, owner: namesake(workload) }));
  return (service) =>
    owned.flatMap(({ workload, owner }) =>
      owner === service || (owner === undefined && claims.get(service)?.includes(workload)) ? workload : [],
    );
}
