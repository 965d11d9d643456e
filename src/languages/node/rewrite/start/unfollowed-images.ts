/** Images that may start a service, by a command that leads to no file of the repository. */
import type { Workload } from '#src/model/deployment.js';
import { directoryOf } from '#src/model/relative-path.js';
import { readCommands } from '../../launch/command.js';
import {
  type CommandPlace,
  directoriesOf,
  expandCommand,
  findEntry,
  shellScript,
} from '../../launch/expand.js';
import { splitWordList } from '../../launch/shell-words.js';
import { workloadDirectories } from '../../launch/workload-launches.js';
import type { NodeScene, NodeService } from '../node-service.js';
import type { UnreadableStart } from './start-text.js';

/**
 * Those of the Dockerfiles beside the service's package.json.
 * @param followed Dockerfiles in which a start of the service was found
 */
export function unfollowedImages(
  service: NodeService,
  followed: ReadonlySet<string>,
  scene: NodeScene,
): UnreadableStart[] {
  const { directory } = service.manifest;
  return scene.deployments.workloads.flatMap((workload) => {
    const { source, file, line } = workload;
    if (source !== 'dockerfile' || followed.has(file) || directoryOf(file) !== directory) return [];
    const lost = lostProgram(workload, service, scene);
    if (lost === null) return [];
    return {
      file,
      line,
      title: `the image of \`${file}\``,
      why: `what \`${lost}\` starts there is not told`,
    };
  });
}

function lostProgram(workload: Workload, { manifest }: NodeService, scene: NodeScene): string | null {
  const { repository, deployments } = scene;
  const directories = workloadDirectories(workload, manifest.directory, deployments);
  const place: CommandPlace = { manifest, directories, at: `${workload.file}:${workload.line}` };
  const state = { env: workload.env, preloads: [], directory: null };
  for (const command of readCommands(splitWordList(workload.command), state)) {
    const { starts } = command;
    if (starts.is !== 'file') continue;
    const from = directoriesOf(command, place);
    const isFollowed = starts.path.endsWith('.sh')
      ? shellScript(starts.path, from, repository) !== null &&
        expandCommand(command, place, repository).every(({ entry, framework }) => entry ?? framework)
      : findEntry(starts.path, from, repository) !== null;
    if (!isFollowed) return starts.path;
  }
  return null;
}
