/** Groups the launches of the repository into programs: what may turn out to be services. */

import type { Deployments } from '../../../model/deployment.js';
import { directoryOf, isWithin, joinPath } from '../../../model/relative-path.js';
import type { Framework } from '../launch/command-types.js';
import type { Repository } from '../launch/expand.js';
import { type Launch, launchRank } from '../launch/launch.js';
import { isNextApplication, nestLaunches, nxLaunches } from '../launch/project-launches.js';
import { bundledEntry, scriptLaunches } from '../launch/script-launches.js';
import {
  type DeploymentMatch,
  type MatchDeployments,
  workloadLaunches,
} from '../launch/workload-launches.js';
import type { PackageManifest } from '../modules/package-manifest.js';
import type { Candidate } from './candidate.js';
import { TOOL_PLACE, withoutVariants } from './development-programs.js';
import {
  FRAMEWORK_ROOTS,
  frameworkCandidate,
  isBesideApplication,
  nextCandidate,
  withApplication,
} from './framework-candidates.js';
import { findMetaApplication, type MetaApplication } from './meta-frameworks.js';

export interface Candidates {
  candidates: Candidate[];
  match: DeploymentMatch;
  /** Directories of packages whose start command serves a browser application. */
  browser: ReadonlySet<string>;
}

function launchesOf(
  manifest: PackageManifest,
  match: DeploymentMatch,
  deployments: Deployments,
  repository: Repository,
): Launch[] {
  const { directory } = manifest;
  const workloads = match
    .workloadsOf(directory)
    .flatMap((workload) => workloadLaunches(workload, manifest, directory, deployments, repository));
  return [...workloads, ...scriptLaunches(manifest, repository), ...nestLaunches(manifest, repository)];
}

/** `nest start api` starts the project's entry; without a name, the only application. */
function settleNest(launches: Launch[], manifest: PackageManifest, repository: Repository): Launch[] {
  const projects = launches.filter(({ origin, entry }) => origin === 'project' && entry !== null);
  const fallback = repository.resolver.entry('./src/main', manifest.directory);
  return launches.flatMap((launch): Launch[] => {
    if (launch.framework !== 'nest') return [launch];
    const project =
      projects.find(({ label }) => label === launch.label) ??
      (projects.length === 1 ? projects[0] : undefined);
    const entry = project?.entry ?? (projects.length === 0 ? fallback : null);
    return entry === null
      ? []
      : [{ ...launch, entry, framework: null, directory: project?.directory ?? launch.directory }];
  });
}

function groupByEntry(launches: readonly Launch[], manifest: PackageManifest | null): Candidate[] {
  const byEntry = new Map<string, Launch[]>();
  for (const launch of launches) {
    if (launch.entry === null) continue;
    byEntry.set(launch.entry, [...(byEntry.get(launch.entry) ?? []), launch]);
  }
  return [...byEntry].map(([entry, own]) => {
    const sorted = own.sort((a, b) => launchRank(a) - launchRank(b));
    const inside = sorted.map(({ directory }) => directory).filter((directory) => isWithin(entry, directory));
    const directory =
      inside.sort((a, b) => b.length - a.length)[0] ?? manifest?.directory ?? directoryOf(entry);
    const common = {
      directory,
      manifest,
      entrypoints: [entry],
      roots: [entry],
      pages: [],
      routes: [],
      onlyMain: false,
    };
    return { ...common, framework: sorted[0]?.framework ?? null, launches: sorted };
  });
}

function mainCandidate(manifest: PackageManifest, repository: Repository): Candidate[] {
  if (manifest.bin.length > 0) return [];
  const entry =
    manifest.main === null
      ? (['./index', './server', './app']
          .map((path) => repository.resolver.entry(path, manifest.directory))
          .find((file) => file !== null) ?? null)
      : repository.resolver.entry(manifest.main, manifest.directory);
  if (entry === null || TOOL_PLACE.test(entry)) return [];
  const launch: Launch = {
    ...{
      entry,
      framework: null,
      directory: manifest.directory,
      preloads: [],
      env: {},
      at: `${manifest.file}:1`,
    },
    ...{ origin: 'manifest', label: null, workload: null },
  };
  return groupByEntry([launch], manifest).map((candidate) => ({ ...candidate, onlyMain: true }));
}

/** The meta-framework's application that the package is; in the place of a tool only when something deploys it. */
function metaApplication(
  manifest: PackageManifest,
  launches: readonly Launch[],
  repository: Repository,
): MetaApplication | null {
  const found = findMetaApplication(manifest, repository);
  if (found === null || launches.some(({ origin }) => origin === 'workload')) return found;
  return TOOL_PLACE.test(`${manifest.directory}/`) ? { ...found, isStatic: true } : found;
}

function packageCandidates(
  manifest: PackageManifest,
  match: DeploymentMatch,
  deployments: Deployments,
  repository: Repository,
  browser: Set<string>,
): Candidate[] {
  const { directory } = manifest;
  const isNext = isNextApplication(manifest, repository);
  const all = settleNest(launchesOf(manifest, match, deployments, repository), manifest, repository);
  const meta = metaApplication(manifest, all, repository);
  const launches = all.map((launch): Launch => {
    if (meta !== null && launch.entry === null && /^(?:script|workload)$/.test(launch.origin))
      return { ...launch, framework: meta.isStatic ? 'browser' : meta.framework };
    const unresolved = launch.entry === null && launch.framework === null && launch.origin !== 'project';
    if (!unresolved) return launch;
    return isNext ? { ...launch, framework: 'next' } : { ...launch, ...bundledEntry(manifest, repository) };
  });
  if (launches.some(({ framework }) => framework === 'browser')) browser.add(directory);
  const started = (framework: Launch['framework']) =>
    launches.filter((launch) => launch.framework === framework).sort((a, b) => launchRank(a) - launchRank(b));
  const programs = launches.filter(
    ({ entry, origin }) =>
      entry !== null && (origin === 'workload' || origin === 'project' || !TOOL_PLACE.test(entry)),
  );
  const found = withoutVariants(groupByEntry(programs, manifest));
  if (isNext) return [nextCandidate(manifest, started('next'), repository), ...found];
  const framework =
    meta?.framework ?? (Object.keys(FRAMEWORK_ROOTS) as Framework[]).find((name) => started(name).length > 0);
  const application =
    framework === undefined || meta?.isStatic === true
      ? null
      : frameworkCandidate(framework, meta?.config ?? null, manifest, started(framework), repository);
  if (application === null) return found.length > 0 ? found : mainCandidate(manifest, repository);
  const servers = withoutAlternatives(found, application).map((candidate) =>
    withApplication(candidate, application),
  );
  return servers.some((candidate) => candidate.framework === application.framework)
    ? servers
    : [application, ...servers];
}

/** The programs that count with an application: another way to serve it does not when its own is the better one. */
function withoutAlternatives(programs: readonly Candidate[], { launches }: Candidate): Candidate[] {
  const bestOf = (own: readonly Launch[]) => Math.min(...own.map(launchRank));
  return programs.filter(
    (program) => isBesideApplication(program) || bestOf(program.launches) <= bestOf(launches),
  );
}

/** Programs without a package.json: their Dockerfile, Procfile or serverless.yml starts a file. */
function unpackaged(
  deployments: Deployments,
  repository: Repository,
  taken: ReadonlySet<string>,
): Candidate[] {
  const launches = deployments.workloads.flatMap((workload) => {
    const directory = workload.dockerfile === null ? workload.directory : directoryOf(workload.dockerfile);
    return workloadLaunches(workload, null, directory, deployments, repository);
  });
  return groupByEntry(
    launches.filter(
      ({ entry }) => entry !== null && !taken.has(entry) && repository.resolver.packageAt(entry) === null,
    ),
    null,
  );
}

/** The same program started from several packages is one candidate. */
function merged(candidates: readonly Candidate[]): Candidate[] {
  const byRoot = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const key = `${candidate.framework === 'next' ? candidate.directory : ''}#${candidate.roots[0]}#${candidate.framework === 'lambda' ? candidate.launches[0]?.label : ''}`;
    const known = byRoot.get(key);
    if (known === undefined) byRoot.set(key, candidate);
    else {
      const home = [known, candidate].sort((a, b) => b.directory.length - a.directory.length)[0]!;
      const launches = [...known.launches, ...candidate.launches].sort(
        (a, b) => launchRank(a) - launchRank(b),
      );
      byRoot.set(key, { ...home, launches, onlyMain: known.onlyMain && candidate.onlyMain });
    }
  }
  return [...byRoot.values()];
}

/** Each serverless function is a deployable of its own, also when two share a file. */
function splitFunctions(candidate: Candidate): Candidate[] {
  if (candidate.framework !== 'lambda') return [candidate];
  const names = [...new Set(candidate.launches.map(({ label }) => label))];
  return names.map((name) => ({
    ...candidate,
    launches: candidate.launches.filter(({ label }) => label === name),
  }));
}

/** Finds the candidates. */
export function findCandidates(
  repository: Repository,
  deployments: Deployments,
  matchDeployments: MatchDeployments,
): Candidates {
  const { manifests, index } = repository;
  const nx = index
    .under('.')
    .filter((file) => file === 'project.json' || file.endsWith('/project.json'))
    .flatMap((file) => nxLaunches(file, repository));
  const nest = manifests.flatMap((manifest) => nestLaunches(manifest, repository));
  const dockerfiles = deployments.images.map(({ directory }) => directory);
  const directories = [
    ...new Set([...manifests, ...nx, ...nest].map(({ directory }) => directory).concat(dockerfiles)),
  ];
  const match = matchDeployments(deployments, directories);
  const browser = new Set<string>();
  const found = manifests.flatMap((manifest) =>
    packageCandidates(manifest, match, deployments, repository, browser),
  );
  const projects = [...nx, ...nest].flatMap((project) => {
    const manifest = repository.resolver.packageAt(joinPath(project.directory, 'x'));
    const workloads = match
      .workloadsOf(project.directory)
      .flatMap((workload) =>
        workloadLaunches(workload, manifest, manifest?.directory ?? '.', deployments, repository),
      );
    const own = workloads.map((launch) => ({
      ...launch,
      entry: project.entry,
      directory: project.directory,
    }));
    return groupByEntry([project, ...(own.length > 0 ? own.slice(0, 1) : [])], manifest);
  });
  const taken = new Set(found.flatMap(({ roots }) => roots));
  const all = [...found, ...projects, ...unpackaged(deployments, repository, taken)];
  return { candidates: merged(all.flatMap(splitFunctions)), match, browser };
}
