/** Follows the commands of a repository to those that start a service. */
import { posix } from 'node:path';
import { joinPath } from '#src/model/relative-path.js';
import { readWords } from '../../launch/command.js';
import type { Command } from '../../launch/command-types.js';
import { directoriesOf, findEntry, scriptOwner, shellScript } from '../../launch/expand.js';
import { preloadsOf } from '../../launch/node-flags.js';
import { programName, STARTS_SEVERAL } from '../../launch/programs.js';
import type { PackageManifest } from '../../modules/package-manifest.js';
import type { Bootstrap, NodeScene, NodeService } from '../node-service.js';
import { isBuiltBeside } from './built-beside.js';
import { readStages } from './dockerfile-stages.js';
import { type InnerCommand, innerCommands } from './inner-commands.js';
import {
  besideProgram,
  isBootstrap,
  preloadSpecifier,
  specifierFrom,
  startedFile,
} from './preload-specifier.js';
import { nodemonExec, scriptText, shellText } from './script-text.js';
import {
  type ImageStage,
  isReadable,
  isUnreadable,
  type StartText,
  type UnreadableStart,
} from './start-text.js';
import { collectStartTexts } from './start-texts.js';
import { unfollowedImages } from './unfollowed-images.js';

/** A command that starts the service itself. */
export interface FoundStart {
  text: StartText;
  inner: InnerCommand;
  command: Command;
  /** How the command has to name the bootstrap; null when that cannot be told. */
  specifier: string | null;
  /** The built file that it starts, when nothing shows that the bootstrap would be built beside it. */
  unshown: string | null;
  /** It loads the bootstrap already. */
  isLoaded: boolean;
}

export interface FoundStarts {
  starts: FoundStart[];
  unreadable: UnreadableStart[];
}

const MAX_TEXTS = 200;

export function findStarts(service: NodeService, bootstrap: Bootstrap, scene: NodeScene): FoundStarts {
  const { repository } = scene;
  const texts = collectStartTexts(service, scene);
  const queue = texts.filter(isReadable);
  const seen = new Set(queue.map(keyOf));
  const starts: FoundStart[] = [];
  const enqueue = (text: StartText | null) => {
    if (text === null || seen.has(keyOf(text)) || queue.length > MAX_TEXTS) return;
    seen.add(keyOf(text));
    queue.push(text);
  };
  for (const text of queue)
    for (const { where, inner, command } of commandsIn(text, service, scene)) {
      const { starts: what } = command;
      if (what.is === 'script') {
        const owner = scriptOwner(command, text.place, repository);
        if (owner !== null)
          enqueue(scriptText(owner, what.name, repository, imageOfScript(text, command, owner, scene)));
      } else if (what.is === 'file' && what.path.endsWith('.sh')) {
        const file = shellScript(what.path, directoriesOf(command, text.place), repository);
        if (file !== null) enqueue(shellText(file, text, repository));
      } else {
        const start = startOf({ text: where, inner, command }, service, bootstrap, scene);
        if (start !== null) starts.push(start);
      }
    }
  const images = new Set(starts.flatMap(({ text }) => text.image?.dockerfile ?? []));
  const unreadable = [...texts.filter(isUnreadable), ...unfollowedImages(service, images, scene)];
  return { starts: settleNest(starts, service, bootstrap), unreadable };
}

const keyOf = ({ file, line, title, image }: StartText): string =>
  [file, line, title, image?.dockerfile, image?.stage?.startsAt, image?.directory].join(':');

/** Where a script runs in the image: in the package's directory, as far as the command says where that is. */
function imageOfScript(
  { image }: StartText,
  { starts, directory }: Command,
  owner: PackageManifest,
  { repository }: NodeScene,
): ImageStage | null {
  if (image === null || starts.is !== 'script') return null;
  const stage = image.stage ?? readStages(repository.read(image.dockerfile) ?? '').at(-1);
  const from = image.directory ?? stage?.workdir ?? '/';
  const inside = starts.package !== null ? owner.directory : (starts.directory ?? '.');
  return { ...image, directory: posix.resolve(from, directory ?? '.', inside) };
}

interface CommandIn {
  /** Where to change it: the text itself, or a configuration file that says how nodemon runs its program. */
  where: StartText;
  inner: InnerCommand;
  command: Command;
}

function commandsIn(text: StartText, service: NodeService, scene: NodeScene): CommandIn[] {
  return innerCommands(text.commands, text.state).flatMap((inner): CommandIn[] => {
    const words = inner.command.words.slice(inner.at).map((word) => word.text);
    const exec =
      words[0] === 'nodemon' && !words.some((word) => /^(?:--exec|-x)\b/.test(word))
        ? nodemonExec(service.manifest, scene.repository)
        : null;
    const [configured] = exec === null ? [] : innerCommands(exec.commands, inner.state);
    if (exec === null || configured === undefined)
      return commandsOf(inner).map((command) => ({ where: text, inner, command }));
    const [own] = readWords(words, inner.state);
    const program = own?.starts.is === 'file' ? [own.starts.path] : [];
    const written = configured.command.words.slice(configured.at).map((word) => word.text);
    const where = { ...exec, place: { ...exec.place, at: text.place.at }, image: text.image };
    return readWords([...written, ...program], configured.state).map((command) => ({
      where,
      inner: configured,
      command,
    }));
  });
}

/** What a command starts; the commands in the quotes of `concurrently` are looked at one by one. */
function commandsOf({ command, at, state }: InnerCommand): Command[] {
  const words = command.words.slice(at).map(({ text }) => text);
  const found = readWords(words, state);
  return STARTS_SEVERAL.test(programName(words[0] ?? ''))
    ? found.filter(({ starts }) => starts.is === 'script')
    : found;
}

type Place = Pick<FoundStart, 'text' | 'inner' | 'command'>;

function startOf(
  place: Place,
  service: NodeService,
  bootstrap: Bootstrap,
  scene: NodeScene,
): FoundStart | null {
  const { text, command } = place;
  const { repository } = scene;
  const started = [service.program.candidate, ...service.program.parts];
  const roots = started.flatMap((candidate) => candidate.roots);
  const launches = started.flatMap((candidate) => candidate.launches);
  const directories = directoriesOf(command, text.place);
  const preloads = [...command.preloads, ...preloadsOf(command.env.NODE_OPTIONS)];
  const isLoaded = preloads.some((one) => isBootstrap(one, directories, bootstrap, repository));
  const { starts } = command;
  if (starts.is === 'file') {
    const found = findEntry(starts.path, directories, repository);
    const entry = found?.file ?? null;
    // The scan tells what a bundle is made from by how it is built.
    const isGuess = launches.some(
      (launch) => launch.at === text.place.at && launch.entry !== null && roots.includes(launch.entry),
    );
    if (entry === null ? !isGuess : !roots.includes(entry)) return null;
    const known = entry === null ? null : preloadSpecifier(starts.path, directories, bootstrap, repository);
    const guessed =
      bootstrap.place === 'as-is' && !starts.path.startsWith('/')
        ? specifierFrom(directories[0] ?? '.', bootstrap)
        : null;
    const built =
      found === null ? null : joinPath(found.directory, startedFile(found.tail, found, repository));
    const isShown = built === null || bootstrap.place === 'as-is' || isBuiltBeside(built, found!.file, scene);
    return { ...place, isLoaded, specifier: known ?? guessed, unshown: isShown ? null : starts.path };
  }
  if (starts.is !== 'framework') return null;
  const isOurs = launches.some(
    ({ at, label, framework }) =>
      at === text.place.at &&
      (starts.project === null || label === starts.project) &&
      (framework === starts.framework || starts.framework === 'nest'),
  );
  if (!isOurs) return null;
  const specifier = bootstrap.place === 'as-is' ? specifierFrom(directories[0] ?? '.', bootstrap) : null;
  return { ...place, isLoaded, specifier, unshown: null };
}

/** `nest start` runs what it has built: the scripts that run that by themselves tell where it lies. */
function settleNest(
  starts: readonly FoundStart[],
  _service: NodeService,
  bootstrap: Bootstrap,
): FoundStart[] {
  const built = starts.find(
    ({ command }) => command.starts.is === 'file' && !/\.[cm]?tsx?$/.test(command.starts.path),
  );
  const program = built?.command.starts.is === 'file' ? built.command.starts.path : 'dist/main.js';
  return starts.map((start) => {
    const isNest = start.command.starts.is === 'framework' && start.command.starts.framework === 'nest';
    if (!isNest || start.specifier !== null || bootstrap.place === 'as-is') return start;
    return { ...start, specifier: `./${besideProgram(program.replace(/^\.\//, ''), bootstrap.file)}` };
  });
}
