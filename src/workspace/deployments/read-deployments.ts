import type { Deployments, DockerImage, KubernetesService } from '../../model/deployment.js';
import type { Diagnostic } from '../../model/scan-report.js';
import type { Workspace } from '../../model/source-file.js';
import { type BuiltWorkload, emptyWorkload } from './built-workload.js';
import { isComposePath, readCompose } from './compose.js';
import { interpretDockerfile, isDockerfilePath } from './dockerfile.js';
import { readKubernetes } from './kubernetes.js';
import { type ConfigMap, readServicesAndConfigMaps, withConfigMaps } from './kubernetes-services.js';
import { kustomizeNamespaces } from './kustomize.js';
import { isPm2Path, readPm2 } from './pm2.js';
import { isProcfilePath, readProcfile } from './procfile.js';
import { isServerlessPath, readSam, readServerless } from './serverless.js';
import { isSystemdUnitPath, readSystemdUnit } from './systemd.js';

/** `Deployments` with the build arguments that `matchWorkloads` needs. */
export interface ReadDeployments extends Deployments {
  workloads: BuiltWorkload[];
  images: DockerImage[];
}

/**
 * Reads every deployment file of the workspace: Dockerfiles, compose, Kubernetes (Helm templates as far as possible),
 * Procfile, PM2, serverless.yml, SAM, systemd. Executes nothing. A file that does not parse gives an `invalid-yaml`
 * diagnostic and the others are read. Of YAML files whose name says nothing, only those are parsed whose text can hold
 * a workload.
 */
export async function readDeployments(
  workspace: Workspace,
  report: (diagnostic: Diagnostic) => void,
): Promise<ReadDeployments> {
  const workloads: BuiltWorkload[] = [];
  const images: DockerImage[] = [];
  const kubernetesServices: KubernetesService[] = [];
  const configMaps: ConfigMap[] = [];
  const namespacesOf = kustomizeNamespaces(workspace);
  for (const { path } of workspace.files) {
    if (isDockerfilePath(path)) readDockerfile(path, workspace, workloads, images);
    else if (isPm2Path(path)) workloads.push(...(await readPm2(path, workspace, report)));
    else if (isProcfilePath(path)) workloads.push(...readProcfile(path, workspace.read(path) ?? ''));
    else if (isSystemdUnitPath(path)) workloads.push(...readSystemdUnit(path, workspace.read(path) ?? ''));
    else if (isYamlPath(path)) {
      const namespaces = (stated: string | null) => namespacesOf(path, stated);
      workloads.push(...readYaml(path, workspace, report, namespaces));
      const found = readServicesAndConfigMaps(path, workspace, namespaces);
      kubernetesServices.push(...found.services);
      configMaps.push(...found.configMaps);
    }
  }
  return {
    workloads: workloads.map((workload) => withConfigMaps(workload, configMaps)),
    images,
    kubernetesServices,
  };
}

function isYamlPath(path: string): boolean {
  return (
    (path.endsWith('.yaml') || path.endsWith('.yml')) &&
    !/(^|\/)(\.github|\.circleci|node_modules)\//.test(path)
  );
}

function readYaml(
  path: string,
  workspace: Workspace,
  report: (diagnostic: Diagnostic) => void,
  namespacesOf: (stated: string | null) => string[],
): BuiltWorkload[] {
  if (isComposePath(path)) return readCompose(path, workspace, report);
  if (isServerlessPath(path)) return readServerless(path, workspace, report);
  return [...readKubernetes(path, workspace, report, namespacesOf), ...readSam(path, workspace, report)];
}

function readDockerfile(
  path: string,
  workspace: Workspace,
  workloads: BuiltWorkload[],
  images: DockerImage[],
): void {
  const built = interpretDockerfile(workspace.read(path) ?? '', path);
  if (!built) return;
  const { image, entrypoint, cmd, line, ports } = built;
  images.push(image);
  const own = { line, ports, dockerfile: path, command: [...entrypoint, ...cmd], env: image.env };
  workloads.push({ ...emptyWorkload('dockerfile', path, image.directory), ...own });
}
