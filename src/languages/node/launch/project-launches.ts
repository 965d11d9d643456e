/** Launches that a tool's own configuration says: Nest projects, Nx projects, Next.js. */

import { joinPath } from '../../../model/relative-path.js';
import { asObject, asText, type JsonObject, parseJson } from '../modules/json.js';
import type { PackageManifest } from '../modules/package-manifest.js';
import type { Repository } from './expand.js';
import type { Launch } from './launch.js';

function readObject(path: string, repository: Repository): JsonObject | null {
  if (!repository.index.has(path)) return null;
  const text = repository.read(path);
  if (text === null) return null;
  try {
    return asObject(parseJson(text, { comments: true }));
  } catch {
    return null;
  }
}

const launchOf = (directory: string, at: string, entry: string | null, label: string | null): Launch => ({
  ...{
    entry,
    framework: null,
    directory,
    preloads: [],
    env: {},
    at,
    origin: 'project',
    label,
    workload: null,
  },
});

/** Applications of nest-cli.json; a single application without `projects` is one too. */
export function nestLaunches(manifest: PackageManifest, repository: Repository): Launch[] {
  const file = joinPath(manifest.directory, 'nest-cli.json');
  const config = readObject(file, repository);
  if (config === null) return [];
  const at = `${file}:1`;
  const entryOf = (project: JsonObject, root: string) => {
    const source = joinPath(manifest.directory, asText(project.sourceRoot) ?? joinPath(root, 'src'));
    return repository.resolver.entry(
      `./${asText(project.entryFile) ?? asText(config.entryFile) ?? 'main'}`,
      source,
    );
  };
  const projects = Object.entries(asObject(config.projects)).map(
    ([name, value]) => [name, asObject(value)] as const,
  );
  const applications = projects.filter(([, project]) => project.type !== 'library');
  if (applications.length === 0) return [launchOf(manifest.directory, at, entryOf(config, '.'), null)];
  return applications.map(([name, project]) => {
    const root = asText(project.root) ?? name;
    return launchOf(joinPath(manifest.directory, root), at, entryOf(project, root), name);
  });
}

/** Nx applications: project.json with a target that serves. */
export function nxLaunches(file: string, repository: Repository): Launch[] {
  const project = readObject(file, repository);
  const targets = asObject(project?.targets);
  const serve = targets.serve ?? targets.start;
  const main = asText(asObject(asObject(targets.build).options).main);
  if (serve === undefined || main === undefined) return [];
  const directory = joinPath(file, '..');
  const entry = repository.resolver.entry(main, '.') ?? repository.resolver.entry(main, directory);
  return entry === null ? [] : [launchOf(directory, `${file}:1`, entry, asText(project?.name) ?? null)];
}

/** Whether a directory holds a Next.js application. */
export function isNextApplication(manifest: PackageManifest, { index }: Repository): boolean {
  const { dependencies, devDependencies, directory } = manifest;
  if (dependencies.next === undefined && devDependencies.next === undefined) return false;
  return ['app', 'pages', 'src/app', 'src/pages'].some((folder) =>
    index.hasDirectory(joinPath(directory, folder)),
  );
}
