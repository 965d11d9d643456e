/** CMD and ENTRYPOINT of Dockerfiles. */
import type { Workload } from '#src/model/deployment.js';
import type { CommandPlace } from '../../launch/expand.js';
import { type DockerStage, readStages } from './dockerfile-stages.js';
import { readShell } from './shell-commands.js';
import type { StartText } from './start-text.js';
import { wordList } from './word-list.js';

/** One text per stage of the image that says how it starts. */
export function dockerfileTexts(
  dockerfile: string,
  workload: Workload,
  text: string,
  place: CommandPlace,
): StartText[] {
  return readStages(text).flatMap((stage) => {
    const started = stage.cmd ?? stage.entrypoint;
    if (started === null) return [];
    return {
      file: dockerfile,
      line: started.line,
      title: stage.cmd === null ? 'ENTRYPOINT' : 'CMD',
      commands: commandsOf(stage),
      place,
      state: { env: workload.env, preloads: [], directory: null },
      context: { isPosix: true, hasCrossEnv: false },
      image: { dockerfile, stage, directory: stage.workdir },
    };
  });
}

/** What the container runs: ENTRYPOINT with the words of CMD behind it. */
function commandsOf(stage: DockerStage): StartText['commands'] {
  const entrypoint = stage.entrypoint ?? inheritedEntrypoint(stage.parent);
  const { cmd } = stage;
  if (entrypoint !== null && 'shell' in entrypoint) return readShell(entrypoint.shell);
  const before = entrypoint?.elements ?? [];
  if (cmd === null) return [wordList(before)];
  if ('shell' in cmd) return readShell(cmd.shell);
  return [wordList([...before, ...cmd.elements])];
}

function inheritedEntrypoint(stage: DockerStage | null): DockerStage['entrypoint'] {
  return stage === null ? null : (stage.entrypoint ?? inheritedEntrypoint(stage.parent));
}
