import type { Deployments, DockerImage, Workload } from '../../model/deployment.js';

/** Workloads and images by the directories whose programs they run. */
export interface DirectoryDeployments {
  workloadsOf(directory: string): Workload[];
  imagesOf(directory: string): DockerImage[];
  nameFor(directory: string): string | null;
}

/** What the analysis asks of the deployments; the engine gives it, for this layer does not know the workspace. */
export interface DeploymentFacts {
  matchWorkloads(deployments: Deployments, directories: readonly string[]): DirectoryDeployments;
  /** True for an image of a well-known server (nginx, postgres, …). */
  isStockImage(reference: string | null): boolean;
}
