/** Where the repository says how a service starts: the scripts of its package and the deployments that run it. */
import type { Workload } from '#src/model/deployment.js';
import { directoryOf } from '#src/model/relative-path.js';
import type { CommandPlace } from '../../launch/expand.js';
import { mayServe } from '../../launch/script-names.js';
import { workloadDirectories } from '../../launch/workload-launches.js';
import { ancestors } from '../../modules/file-index.js';
import type { NodeScene, NodeService } from '../node-service.js';
import { dockerfileTexts } from './dockerfile-text.js';
import { lineText } from './line-text.js';
import { pm2Text } from './pm2-text.js';
import { scriptText } from './script-text.js';
import type { StartTexts } from './start-text.js';
import { yamlWorkloadTexts } from './yaml-workload-text.js';

/** Deployments first. Texts that turn out to start something else are among them. */
export function collectStartTexts(service: NodeService, scene: NodeScene): StartTexts {
  const { manifest, program } = service;
  const { launches } = program.candidate;
  const workloads = new Set(launches.flatMap(({ workload }) => workload ?? []));
  const scripts = Object.keys(manifest.scripts).filter(mayServe);
  return [
    ...[...workloads].flatMap((workload) => workloadTexts(workload, service, scene)),
    ...scripts.flatMap((name) => scriptText(manifest, name, scene.repository) ?? []),
  ];
}

function workloadTexts(workload: Workload, service: NodeService, scene: NodeScene): StartTexts {
  const place = placeOf(workload, service, scene);
  const dockerfile = workload.dockerfile ?? onlyDockerfile(service);
  const own = ownTexts(workload, place, dockerfile, scene);
  const isBuilt = workload.dockerfile !== null && own.length === 0;
  const image = dockerfile === null || !isBuilt ? null : scene.workspace.read(dockerfile);
  return dockerfile === null || image === null
    ? own
    : [...own, ...dockerfileTexts(dockerfile, workload, image, place)];
}

/** What the deployment file itself says; a Dockerfile's commands are those of its image. */
function ownTexts(
  workload: Workload,
  place: CommandPlace,
  dockerfile: string | null,
  scene: NodeScene,
): StartTexts {
  const text = scene.workspace.read(workload.file);
  if (text === null) return [];
  switch (workload.source) {
    case 'compose':
    case 'kubernetes':
      return yamlWorkloadTexts(workload, text, place, dockerfile);
    case 'pm2':
      return [pm2Text(workload, text, place)];
    case 'procfile':
    case 'systemd':
      return [lineText(workload, text, place)].filter((found) => found !== null);
    case 'dockerfile':
    case 'serverless':
      return [];
  }
}

/** Kubernetes names an image, not what it is built from: the one Dockerfile that starts the service. */
function onlyDockerfile({ program }: NodeService): string | null {
  const files = program.candidate.launches.flatMap(({ workload }) => workload?.dockerfile ?? []);
  return new Set(files).size === 1 ? (files[0] ?? null) : null;
}

/** A path of a command may be relative to the service, or to any directory that the image is built from. */
function placeOf(workload: Workload, { manifest, program }: NodeService, scene: NodeScene): CommandPlace {
  const { dockerfile } = workload;
  const directories = [
    ...workloadDirectories(workload, manifest.directory, scene.deployments),
    program.candidate.directory,
    ...(dockerfile === null ? [] : ancestors(directoryOf(dockerfile))),
  ];
  return { manifest, directories: [...new Set(directories)], at: `${workload.file}:${workload.line}` };
}
