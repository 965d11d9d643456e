import type { DockerImage } from '../../model/deployment.js';
import { directoryOf } from '../../model/relative-path.js';
import { joinInRoot } from '../relative-path.js';
import { nameSimilarity } from './name-similarity.js';
import { substitute } from './substitute.js';

/** What is known of one build of an image. */
export interface Build {
  /** Directories that it belongs to: of the Dockerfile, and the build context. */
  directories: readonly string[];
  image: DockerImage | null;
  command: readonly string[];
  args: Readonly<Record<string, string>>;
  /** Names under which it runs: compose service, image, binary, `Dockerfile.<name>`. */
  names: readonly string[];
}

/**
 * How much speaks for a build being the one of a candidate directory. A Dockerfile in the directory gives 100, a path
 * in RUN or CMD 60, a COPY of it 50, its name up to 45; a place above or below less with each level.
 */
export function buildScore(build: Build, directory: string, alone: boolean): number {
  const place = Math.max(...build.directories.map((at) => placeScore(at, directory)));
  const name = Math.max(0, ...build.names.map((each) => nameSimilarity(each, directory)));
  if (directory === '.') return place + (alone ? 30 : 0) + (copiesEverything(build) ? 27 : 0);
  const mention = Math.max(runScore(build, directory), 0);
  return place + name + mention + copyScore(build, directory) + (alone && place > 0 ? 30 : 0);
}

function placeScore(at: string, directory: string): number {
  if (at === directory) return 100;
  if (at === '.') return 5;
  if (directory.startsWith(`${at}/`)) return 60 - 5 * levels(directory, at);
  if (directory === '.') return 3;
  return at.startsWith(`${directory}/`) ? 70 - 5 * levels(at, directory) : 0;
}

function levels(deep: string, shallow: string): number {
  return deep.slice(shallow.length + 1).split('/').length;
}

/** `docker/checkout/Dockerfile` with `COPY . .` is most likely built from the root. */
function copiesEverything(build: Build): boolean {
  return build.image?.copies.some(({ from }) => from === '.') ?? false;
}

/** The paths from the root that a path in the Dockerfile may mean: any directory above it may be the build context. */
function meanings(path: string, build: Build): string[] {
  const filled = substitute(path, build.args);
  const contexts = new Set(['.']);
  for (const directory of build.directories) {
    for (let at = directory; at !== '.'; at = directoryOf(at)) contexts.add(at);
  }
  return [...contexts].flatMap((base) => joinInRoot(base, filled) ?? []);
}

function copyScore(build: Build, directory: string): number {
  let best = 0;
  for (const { from } of build.image?.copies ?? []) {
    for (const source of meanings(from, build)) {
      if (source === '.') continue;
      if (source === directory || matchesVariable(source, directory)) best = Math.max(best, 50);
      else if (source.startsWith(`${directory}/`)) best = Math.max(best, 40);
      else if (directory.startsWith(`${source}/`)) best = Math.max(best, 10);
    }
  }
  return best;
}

/** `services/${SERVICE}/go.mod` may lie in any directory there. */
function matchesVariable(source: string, directory: string): boolean {
  const wanted = directory.split('/');
  const given = source.split('/').slice(0, wanted.length);
  if (given.length < wanted.length || !given.some((segment) => segment.includes('$'))) return false;
  return given.every((segment, index) => segment.includes('$') || segment === wanted[index]);
}

function runScore(build: Build, directory: string): number {
  const lines = [...(build.image?.runs ?? []), build.command.join(' ')].map((line) =>
    substitute(line, build.args),
  );
  const relative = build.directories.flatMap((at) =>
    at !== '.' && directory.startsWith(`${at}/`) ? directory.slice(at.length + 1) : [],
  );
  const mentions = [directory, ...relative];
  return lines.some((line) => mentions.some((path) => mentionsPath(line, path))) ? 60 : 0;
}

function mentionsPath(line: string, path: string): boolean {
  for (let at = line.indexOf(path); at >= 0; at = line.indexOf(path, at + 1)) {
    if (!/[\w-]/.test(line[at - 1] ?? ' ') && !/[\w-]/.test(line[at + path.length] ?? ' ')) {
      if (path.includes('/') || /[/=]/.test(line[at - 1] ?? '') || line[at + path.length] === '/')
        return true;
    }
  }
  return false;
}
