/** Follows a command through scripts and packages to the files that it starts. */

import { quote } from 'shell-quote';
import { joinPath } from '../../../model/relative-path.js';
import type { FileIndex } from '../modules/file-index.js';
import type { PackageManifest } from '../modules/package-manifest.js';
import type { Resolver } from '../modules/resolver.js';
import type { TsConfigs } from '../modules/tsconfig.js';
import { readCommandLine, readWords } from './command.js';
import type { Command } from './command-types.js';
import type { ContainerFiles } from './container-files.js';
import type { Launch, Preload } from './launch.js';
import { preloadsOf } from './node-flags.js';
import { RUNNERS } from './programs.js';
import { mayServe } from './script-names.js';

export interface Repository {
  manifests: readonly PackageManifest[];
  resolver: Resolver;
  index: FileIndex;
  containers: ContainerFiles;
  configs: TsConfigs;
  read(path: string): string | null;
}

/** Where a command stands: what it is relative to and what to show as evidence. */
export interface CommandPlace {
  manifest: PackageManifest | null;
  /** Directories that its paths may be relative to, most likely first. */
  directories: readonly string[];
  at: string;
}

/** Launch without what only its source knows. */
export type Started = Pick<Launch, 'entry' | 'framework' | 'directory' | 'preloads' | 'env'> & {
  project: string | null;
  /** Started by a script that builds or fills something, as its name says, on the way to what serves. */
  isUpkeep?: boolean;
};

/** What a line of several commands is there for: `npm run seed && npm start` starts no service that seeds. */
export function withoutUpkeep(started: readonly Started[]): readonly Started[] {
  const lasting = started.filter(({ isUpkeep }) => isUpkeep !== true);
  return lasting.length === 0 ? started : lasting;
}

const MAX_SCRIPTS = 12;
/** A program of a library by its path, such as `./node_modules/typeorm/cli.js`, unless it may run one of the repository's. */
const TOOL =
  /(?:^|\/)node_modules\/(?!\.bin\/|(?:next|nuxt|nodemon|tsx|ts-node|ts-node-dev|pm2|@nestjs\/cli)\/)/;

function packageFor(name: string, repository: Repository): PackageManifest | null {
  const wanted = name.replace(/^\.\//, '');
  return (
    repository.resolver.packageNamed(wanted) ??
    repository.manifests.find(
      (manifest) => manifest.name?.endsWith(`/${wanted}`) || manifest.directory === wanted,
    ) ??
    repository.manifests.find(({ directory }) => directory.endsWith(`/${wanted}`)) ??
    null
  );
}

function preloadsFor(command: Command, place: CommandPlace, directory: string): Preload[] {
  const specifiers = [...command.preloads, ...preloadsOf(command.env.NODE_OPTIONS)];
  return specifiers.map((specifier) => ({ specifier, directory, at: place.at }));
}

/** Where the file of a command was found. */
export interface EntryPlace {
  file: string;
  /** The directory of the repository, and the end of the command's path that names the file from there. */
  directory: string;
  tail: string;
}

/** `/app/dist/main.js` in a container: the file that its end names, in one of the directories. */
export function findEntry(
  path: string,
  directories: readonly string[],
  { resolver }: Repository,
): EntryPlace | null {
  const absolute = path.startsWith('/');
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  const tails = absolute ? parts.map((_, i) => parts.slice(i).join('/')) : [path];
  for (const directory of directories)
    for (const tail of tails) {
      const file = resolver.entry(tail, directory);
      if (file !== null) return { file, directory, tail };
    }
  return null;
}

/** The shell script of the repository that a command names; in a container it may lie anywhere. */
export function shellScript(
  path: string,
  directories: readonly string[],
  repository: Repository,
): string | null {
  const name = path.split('/').at(-1) ?? path;
  const candidates = directories.flatMap((directory) => [
    joinPath(directory, path.replace(/^\//, '')),
    joinPath(directory, name),
    // Copied into the image by itself.
    ...(directory.endsWith(`/${name}`) ? [directory] : []),
  ]);
  return candidates.find((candidate) => repository.index.has(candidate)) ?? null;
}

/** Directories that a command's paths may be relative to, after its `cd`. */
export function directoriesOf(command: Command, place: CommandPlace): readonly string[] {
  const { directory } = command;
  return directory === null ? place.directories : place.directories.map((from) => joinPath(from, directory));
}

/** The package whose script a command runs; null when there is none in the repository. */
export function scriptOwner(
  command: Command,
  place: CommandPlace,
  repository: Repository,
): PackageManifest | null {
  const { starts } = command;
  if (starts.is !== 'script') return null;
  if (starts.package !== null) return packageFor(starts.package, repository);
  if (starts.directory === null && command.directory === null) return place.manifest;
  const directories = directoriesOf(command, place);
  const isMeant = ({ directory }: PackageManifest) =>
    directories.some((from) => joinPath(from, starts.directory ?? '.') === directory);
  return repository.manifests.find(isMeant) ?? null;
}

/** What a command starts, scripts followed; [] when it starts nothing of the repository. */
export function expandCommand(
  command: Command,
  place: CommandPlace,
  repository: Repository,
  seen: readonly string[] = [],
): Started[] {
  const { starts } = command;
  const directories = directoriesOf(command, place);
  const home = place.manifest?.directory ?? directories[0] ?? '.';
  const preloads = preloadsFor(command, place, home);
  const started = { preloads, env: command.env, project: null };
  if (starts.is === 'nothing') return [];
  if (starts.is === 'framework')
    return [
      { ...started, entry: null, framework: starts.framework, directory: home, project: starts.project },
    ];
  if (starts.is === 'file') {
    if (TOOL.test(starts.path)) return [];
    if (starts.path.endsWith('.sh')) {
      const file = shellScript(starts.path, directories, repository);
      const text = file === null ? null : repository.read(file);
      return text === null
        ? []
        : expandScript(text.replace(/\\\n/g, ' '), command, { ...place, directories }, repository, [
            ...seen,
            starts.path,
          ]);
    }
    const entry = findEntry(starts.path, directories, repository)?.file ?? null;
    return [{ ...started, entry, framework: null, directory: home }];
  }
  const target = scriptOwner(command, place, repository);
  const script = target?.scripts[starts.name];
  const key = `${target?.directory}#${starts.name}`;
  // `yarn tsx src/main.ts` runs a program that is installed.
  if (
    script === undefined &&
    starts.package === null &&
    RUNNERS.has(starts.name) &&
    seen.length <= MAX_SCRIPTS
  )
    return readWords([starts.name, ...starts.args], { ...command }).flatMap((inner) =>
      expandCommand(inner, { ...place, directories }, repository, [...seen, starts.name]),
    );
  if (target === null || script === undefined || seen.includes(key)) return [];
  const next: CommandPlace = {
    manifest: target,
    directories: [target.directory],
    at: `${target.file}:${target.lineOfScript(starts.name)}`,
  };
  const line = [script, ...(starts.args.length > 0 ? [quote([...starts.args])] : [])].join(' ');
  const found = expandScript(line, { ...command, directory: null }, next, repository, [...seen, key]);
  return mayServe(starts.name) ? found : found.map((one) => ({ ...one, isUpkeep: true }));
}

/** What a shell script or a package script starts; environment and preloads of the caller hold. */
function expandScript(
  text: string,
  from: Command,
  place: CommandPlace,
  repository: Repository,
  seen: readonly string[],
): Started[] {
  if (seen.length > MAX_SCRIPTS) return [];
  const { env, preloads } = from;
  return text
    .split('\n')
    .flatMap((line) => readCommandLine(line, { env, preloads, directory: null }))
    .flatMap((command) => expandCommand(command, place, repository, seen));
}
