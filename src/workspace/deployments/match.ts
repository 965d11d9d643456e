import { basename } from 'node:path';
import type { Deployments, DockerImage, Workload } from '../../model/deployment.js';
import { directoryOf } from '../../model/relative-path.js';
import { joinInRoot } from '../relative-path.js';
import { type Build, buildScore } from './build-score.js';
import { imageName, isStockImage, tagName } from './image-reference.js';
import { nameSimilarity } from './name-similarity.js';

/** Which workloads and images belong to which of the candidate directories. */
export interface WorkloadMatch {
  /**
   * Workloads that run a directory's program.
   * @param entrypoints source files (`src/worker.ts`, `cmd/api/main.go`) when several programs share the directory:
   *   workloads whose command names one of them, or all when none does
   */
  workloadsOf(directory: string, entrypoints?: readonly string[]): Workload[];
  /** Dockerfiles that build it. */
  imagesOf(directory: string): DockerImage[];
  /** The name that compose, else Kubernetes, gives it; null when there is none or several differ. */
  nameFor(directory: string): string | null;
}

/** Points from which a build is taken as a directory's own. */
const THRESHOLD = 25;

/**
 * Assigns every workload to the candidate directories that it runs. Evidence, strongest first: where the Dockerfile or
 * the build context lies, paths in RUN, CMD and COPY (with build arguments filled in), names of compose services,
 * images and binaries. Images of well-known servers belong to nobody.
 */
export function matchWorkloads(deployments: Deployments, directories: readonly string[]): WorkloadMatch {
  const images = new Map(deployments.images.map((image) => [image.file, image]));
  const assigned = new Map<Workload, readonly string[]>();
  const byImage = new Map<string, readonly string[]>();
  for (const workload of deployments.workloads) {
    const build = buildOf(workload, images);
    if (!build) continue;
    const found = bestDirectories(build, directories);
    assigned.set(workload, found);
    if (workload.image) byImage.set(workload.image, found);
  }
  for (const workload of deployments.workloads) {
    if (!assigned.has(workload))
      assigned.set(workload, directoriesWithoutBuild(workload, deployments, byImage, directories, assigned));
  }
  const workloadsOf = (directory: string): Workload[] =>
    deployments.workloads.filter((workload) => assigned.get(workload)?.includes(directory));
  return {
    workloadsOf: (directory, entrypoints = []) => narrowed(workloadsOf(directory), entrypoints),
    imagesOf: (directory) => {
      const files = new Set(workloadsOf(directory).map((workload) => workload.dockerfile));
      return deployments.images.filter((image) => files.has(image.file));
    },
    nameFor: (directory) => nameAmong(workloadsOf(directory), directory),
  };
}

function buildOf(workload: Workload, images: ReadonlyMap<string, DockerImage>): Build | null {
  const { dockerfile, buildContext, command } = workload;
  if (dockerfile === null) return null;
  const file = basename(dockerfile);
  const suffix = file.replace(/^(docker|container)file[.-]?|\.(docker|container)file$/gi, '');
  const program = basename(command.find((word) => !word.startsWith('-')) ?? '');
  const names = [
    workload.name,
    imageName(workload.image),
    tagName(workload.image),
    suffix,
    program,
    basename(directoryOf(dockerfile)),
  ];
  return {
    directories: [...new Set([directoryOf(dockerfile), ...(buildContext === null ? [] : [buildContext])])],
    image: images.get(dockerfile) ?? null,
    command,
    args: 'buildArgs' in workload ? (workload.buildArgs as Record<string, string>) : {},
    names: names.filter((name): name is string => name !== null && name !== '' && name !== '.'),
  };
}

/** The directories with the best score; also those almost as good when the evidence is strong for each. */
function bestDirectories(build: Build, directories: readonly string[]): string[] {
  const isNear = (directory: string): boolean =>
    build.directories.some((at) => at === '.' || directory === at || directory.startsWith(`${at}/`));
  const alone = directories.filter(isNear).length === 1;
  const scored = directories.map((directory) => ({
    directory,
    score: buildScore(build, directory, alone && isNear(directory)),
  }));
  const best = Math.max(...scored.map(({ score }) => score));
  if (best < THRESHOLD) return [];
  return scored.flatMap(({ directory, score }) =>
    score === best || (score >= 90 && score >= best - 20) ? directory : [],
  );
}

function directoriesWithoutBuild(
  workload: Workload,
  deployments: Deployments,
  byImage: ReadonlyMap<string, readonly string[]>,
  directories: readonly string[],
  assigned: ReadonlyMap<Workload, readonly string[]>,
): readonly string[] {
  if (workload.source !== 'compose' && workload.source !== 'kubernetes')
    return directoriesOfCommand(workload, directories);
  if (workload.image === null) {
    const sibling = deployments.workloads.find(
      (other) =>
        other.name === workload.name &&
        other.image !== null &&
        directoryOf(other.file) === directoryOf(workload.file),
    );
    const found = sibling && assigned.get(sibling);
    if (found && found.length > 0) return found;
  } else {
    const built = byImage.get(workload.image);
    if (built) return built;
  }
  if (workload.source === 'compose' && workload.directory !== directoryOf(workload.file)) {
    return directoriesOfCommand(workload, directories);
  }
  if (isStockImage(workload.image)) return [];
  return mostSimilar([imageName(workload.image), tagName(workload.image), workload.name], directories);
}

/** Processes started in place: the deepest candidate that holds a file of the command, else the working directory. */
function directoriesOfCommand(workload: Workload, directories: readonly string[]): readonly string[] {
  const { directory, command } = workload;
  const files = command.flatMap((word) =>
    word.includes('/') || word.includes('.') ? (joinInRoot(directory, word) ?? []) : [],
  );
  const places = [...files, directory];
  for (const place of places) {
    const holding = directories.filter(
      (each) => each === place || (each !== '.' && place.startsWith(`${each}/`)),
    );
    const deepest = holding.sort((a, b) => b.length - a.length)[0];
    if (deepest !== undefined) return [deepest];
  }
  if (directories.includes('.') && workload.source !== 'systemd') return ['.'];
  return mostSimilar([basename(command[0] ?? ''), workload.name], directories);
}

/** The directories that the first telling name fits best. */
function mostSimilar(names: readonly (string | null)[], directories: readonly string[]): readonly string[] {
  for (const name of names) {
    if (!name) continue;
    const scored = directories.map((directory) => ({ directory, score: nameSimilarity(name, directory) }));
    const best = Math.max(0, ...scored.map(({ score }) => score));
    if (best > 0) return scored.filter(({ score }) => score === best).map(({ directory }) => directory);
  }
  return [];
}

/** Commands behind which any program may start. */
const OPAQUE = /^(npm|npx|yarn|pnpm|bun|make|\.?\/?[\w/.-]+\.sh)$/;

/**
 * When some commands name a program of the given files and others name something else, the former. `src/worker.ts` may
 * run as `dist/worker.js`, `cmd/api/main.go` as `/bin/api`.
 */
function narrowed(workloads: Workload[], entrypoints: readonly string[]): Workload[] {
  const stems = new Set(entrypoints.map(programStem));
  const naming = workloads.filter(({ command }) =>
    command.some((word) => stems.has(basename(word).replace(/\.([mc]?[jt]s|py|jar)$/, ''))),
  );
  const others = workloads.some((workload) => {
    const [program] = workload.command;
    return program !== undefined && !OPAQUE.test(program) && !naming.includes(workload);
  });
  return naming.length > 0 && others ? naming : workloads;
}

function programStem(file: string): string {
  const stem = basename(file).replace(/\.\w+$/, '');
  return stem === 'main' && file.endsWith('.go') ? basename(directoryOf(file)) : stem;
}

function nameAmong(workloads: readonly Workload[], directory: string): string | null {
  for (const source of ['compose', 'kubernetes', 'pm2', 'serverless'] as const) {
    const named = workloads.filter((workload) => workload.source === source && workload.name !== null);
    const names = [...new Set(named.map((workload) => workload.name ?? ''))];
    if (names.length === 1) return names[0] ?? null;
    const fitting = names.filter((name) => nameSimilarity(name, directory) >= 40);
    if (fitting.length === 1) return fitting[0] ?? null;
    if (names.length > 1) return null;
  }
  return null;
}
