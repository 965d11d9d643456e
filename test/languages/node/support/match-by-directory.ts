/** Matches workloads to directories by the place of their Dockerfile, build context or deployment file alone. */

import type { DeploymentMatch } from '../../../../src/languages/node/launch/workload-launches.js';
import type { Deployments, Workload } from '../../../../src/model/deployment.js';
import { directoryOf, isWithin } from '../../../../src/model/relative-path.js';

/** The deepest of the directories that the workload's own directory lies in. */
export function matchByDirectory(deployments: Deployments, directories: readonly string[]): DeploymentMatch {
  const placeOf = ({ dockerfile, buildContext, directory }: Workload) =>
    dockerfile === null ? (buildContext ?? directory) : directoryOf(dockerfile);
  const owner = (workload: Workload) =>
    directories
      .filter((directory) => isWithin(placeOf(workload), directory))
      .sort((a, b) => b.length - a.length)[0];
  const workloadsOf = (directory: string) =>
    deployments.workloads.filter((workload) => owner(workload) === directory);
  return {
    workloadsOf,
    nameFor: (directory) => workloadsOf(directory).find(({ name }) => name !== null)?.name ?? null,
  };
}
