/** The launches that deployment files say. */

import type { Deployments, DockerImage, Workload } from '../../../model/deployment.js';
import { directoryOf, joinPath } from '../../../model/relative-path.js';
import type { PackageManifest } from '../modules/package-manifest.js';
import { readCommands } from './command.js';
import { type CommandPlace, expandCommand, type Repository, type Started, withoutUpkeep } from './expand.js';
import type { Launch } from './launch.js';
import { splitWordList } from './shell-words.js';

/** Which workloads run the program of a directory; the workspace's own matching has this shape. */
export interface DeploymentMatch {
  workloadsOf(directory: string): Workload[];
  nameFor(directory: string): string | null;
}

export type MatchDeployments = (deployments: Deployments, directories: readonly string[]) => DeploymentMatch;

const unique = (values: readonly (string | null)[]) => [...new Set(values.filter((value) => value !== null))];

/** Source directories that a container's working directory may have been copied from. */
function copiedFrom(workload: Workload, image: DockerImage | undefined): string[] {
  const context = workload.buildContext ?? image?.directory ?? null;
  if (image === undefined || context === null) return [];
  return image.copies
    .filter(({ from }) => !from.includes('*') && !/\.json$/.test(from))
    .map(({ from }) => joinPath(context, from))
    .filter((path) => !path.startsWith('..'));
}

/** Directories of the repository that the paths of a workload's command may be relative to, likely ones first. */
export function workloadDirectories(
  workload: Workload,
  directory: string,
  deployments: Deployments,
): string[] {
  const image = deployments.images.find(({ file }) => file === workload.dockerfile);
  return unique([
    directory,
    workload.dockerfile === null ? null : directoryOf(workload.dockerfile),
    workload.buildContext,
    workload.directory,
    ...copiedFrom(workload, image),
  ]).filter((path) => !path.startsWith('..'));
}

function serverlessHandler(workload: Workload, repository: Repository): Started[] {
  const [handler] = workload.command;
  if (handler === undefined) return [];
  const module = handler.replace(/\.\w+$/, '');
  const entry = repository.resolver.entry(`./${module}`, workload.directory);
  if (entry === null) return [];
  const preloads = [
    {
      specifier: workload.env.AWS_LAMBDA_EXEC_WRAPPER ?? '',
      directory: workload.directory,
      at: `${workload.file}:${workload.line}`,
    },
  ];
  return [
    {
      entry,
      framework: 'lambda',
      directory: repository.resolver.packageAt(entry)?.directory ?? workload.directory,
      preloads: preloads.filter(({ specifier }) => specifier !== ''),
      env: {},
      project: null,
    },
  ];
}

/** Launches of one workload for the package that it runs; `manifest` is null where there is no package.json. */
export function workloadLaunches(
  workload: Workload,
  manifest: PackageManifest | null,
  directory: string,
  deployments: Deployments,
  repository: Repository,
): Launch[] {
  const at = `${workload.file}:${workload.line}`;
  const common = { at, origin: 'workload', label: workload.name, workload } as const;
  if (workload.source === 'serverless')
    return serverlessHandler(workload, repository).map((started) => ({
      ...started,
      ...common,
      env: workload.env,
    }));
  const image = deployments.images.find(({ file }) => file === workload.dockerfile);
  const directories = workloadDirectories(workload, directory, deployments);
  const place: CommandPlace = { manifest, directories, at };
  const env = { ...image?.env, ...workload.env };
  const commands = readCommands(splitWordList(workload.command), { env, preloads: [], directory: null });
  const started = withoutUpkeep(commands.flatMap((command) => expandCommand(command, place, repository)));
  return started.map((one) => ({ ...one, ...common, label: one.project ?? workload.name }));
}
