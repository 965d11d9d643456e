import type { DockerImage, Workload } from '../../model/deployment.js';
import type { Candidate } from './candidates.js';
import type { DeploymentFacts, DirectoryDeployments } from './deployment-facts.js';
import { familiesOfImages } from './families.js';
import { isTestPath } from './path-kinds.js';

/** How a candidate is deployed. */
export interface OwnDeployment {
  /** Those that start it; development and test set-ups of other languages left out. */
  workloads: Workload[];
  images: DockerImage[];
  /** An image is made for its family for certain. */
  certain: boolean;
}

/** Images that start nothing by themselves. */
const BARE =
  /(^|\/)(python|pypy|ruby|golang|node|openjdk|eclipse-temurin|amazoncorretto|java\d*(-debian\d+)?|gradle|maven|sdk|runtime|aspnet|rust|elixir|erlang|gcc|alpine|debian|ubuntu|busybox|scratch|static(-debian\d+)?|base(-debian\d+)?|cc(-debian\d+)?|python3(-debian\d+)?|swift|dart|uv)([:@]|$)/;

/** The deployment of a candidate's program: images of other languages and images that start nothing are not its own. */
export function ownDeployment(
  candidate: Candidate,
  deployments: DirectoryDeployments,
  facts: DeploymentFacts,
): OwnDeployment {
  const images = deployments.imagesOf(candidate.directory).filter((image) => {
    const families = familiesOfImages(image.from);
    return !isTestPath(image.file) && (families.size === 0 || families.has(candidate.family));
  });
  const byFile = new Map(images.map((image) => [image.file, image]));
  const all = deployments.workloadsOf(candidate.directory);
  const foreign = new Set(
    all.flatMap(({ dockerfile, image }) => (dockerfile && image && !byFile.has(dockerfile) ? image : [])),
  );
  const workloads = all.filter((workload) => {
    if (isTestPath(workload.file)) return false;
    if (workload.dockerfile === null) return workload.image === null || !foreign.has(workload.image);
    const image = byFile.get(workload.dockerfile);
    return image !== undefined && startsProgram(workload, image, facts);
  });
  const started = new Set(workloads.map((workload) => workload.dockerfile));
  const used = images.filter((image) => started.has(image.file));
  const certain = used.some((image) => familiesOfImages(image.from).has(candidate.family));
  return { workloads, images: used, certain };
}

function startsProgram(workload: Workload, image: DockerImage, facts: DeploymentFacts): boolean {
  const base = (image.from.at(-1) ?? '').replace(/@.*$/, '').toLowerCase();
  return BARE.test(base) ? workload.command.length > 0 : !facts.isStockImage(base);
}
