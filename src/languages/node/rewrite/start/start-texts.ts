/** Where the repository says how a service starts: the scripts of its package and the deployments that run it. */
import type { Workload } from '#src/model/deployment.js';
import type { CommandPlace } from '../../launch/expand.js';
import { mayServe } from '../../launch/script-launches.js';
import { workloadDirectories } from '../../launch/workload-launches.js';
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
  const { manifest, program } = service;
  const text = scene.workspace.read(workload.file);
  if (text === null) return [];
  const directories = workloadDirectories(workload, manifest.directory, scene.deployments);
  const own = program.candidate.directory;
  const place: CommandPlace = {
    manifest,
    directories: [...new Set([...directories, ...(own === '' ? [] : [own])])],
    at: `${workload.file}:${workload.line}`,
  };
  switch (workload.source) {
    case 'dockerfile':
      return dockerfileTexts(workload, text, place);
    case 'compose':
    case 'kubernetes':
      return yamlWorkloadTexts(workload, text, place);
    case 'pm2':
      return [pm2Text(workload, text, place)];
    case 'procfile':
    case 'systemd':
      return [lineText(workload, text, place)].filter((found) => found !== null);
    case 'serverless':
      return [];
  }
}
