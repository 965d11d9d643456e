import { posix } from 'node:path';
import type { DockerImage } from '../../model/deployment.js';
import { directoryOf, isWithin } from '../../model/relative-path.js';
import type { Workspace } from '../../model/source-file.js';
import { EXTENSIONS, familiesOfImages, MANIFEST_READERS } from './families.js';
import type { Dependency, Family, Manifest, Trait } from './manifests/manifest.js';
import type { SourceFiles } from './source-files.js';

/** A directory that may be a program: its manifests of one family taken together. */
export interface Candidate {
  directory: string;
  family: Family;
  /** Paths of the manifests; none when only a Dockerfile shows the program. */
  manifests: string[];
  dependencies: PlacedDependency[];
  /** Dependencies of the projects that it links in: they prove OpenTelemetry, but not what kind of program this is. */
  inherited: PlacedDependency[];
  /** Manifests of those projects. */
  references: string[];
  traits: Set<Trait>;
}

export type PlacedDependency = Dependency & { file: string };

/** The candidates that manifests show. Maven and Gradle modules inherit from the builds above them. */
export function candidatesFromManifests(workspace: Workspace): Candidate[] {
  const found = new Map<string, Candidate>();
  const paths = new Set(workspace.files.map((file) => file.path));
  for (const { path } of workspace.files) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const reader = MANIFEST_READERS.find((each) => each.matches(name));
    // The compiled list repeats the written one with everything that it brings.
    if (!reader || (name.endsWith('.txt') && paths.has(path.replace(/txt$/, 'in')))) continue;
    const text = workspace.read(path);
    if (text !== null) addManifest(found, path, reader.read(text, name));
  }
  const candidates = [...found.values()];
  for (const module of candidates.filter(({ family }) => family === 'jvm')) {
    for (const build of candidates) {
      if (build.family !== 'jvm' || build === module || !isWithin(module.directory, build.directory))
        continue;
      if (build.traits.has('aggregator') || build.directory === '.')
        module.dependencies.push(...build.dependencies);
    }
  }
  for (const candidate of candidates) candidate.inherited = linkedDependencies(candidate, candidates);
  return candidates;
}

/** Dependencies of the projects that a candidate links in, through any number of steps. */
function linkedDependencies(candidate: Candidate, candidates: readonly Candidate[]): PlacedDependency[] {
  const seen = new Set([candidate]);
  for (const each of seen) {
    for (const other of candidates) {
      if (other.manifests.some((manifest) => each.references.includes(manifest))) seen.add(other);
    }
  }
  seen.delete(candidate);
  return [...seen].flatMap(({ dependencies }) => dependencies);
}

function addManifest(found: Map<string, Candidate>, path: string, manifest: Manifest): void {
  const { family } = manifest;
  const own = directoryOf(path);
  const directory = family === 'python' && /(^|\/)requirements$/.test(own) ? directoryOf(own) : own;
  const key = `${family} ${directory}`;
  const known = found.get(key);
  const candidate = known ?? emptyCandidate(directory, family);
  candidate.manifests.push(path);
  candidate.dependencies.push(...manifest.dependencies.map((dependency) => ({ ...dependency, file: path })));
  candidate.references.push(...(manifest.references ?? []).map((reference) => posix.join(own, reference)));
  for (const trait of manifest.traits) candidate.traits.add(trait);
  // `library` has to hold for every manifest: a Gemfile beside a gemspec is usual, a CMakeLists.txt with programs decides.
  if (known && family === 'cpp' && !manifest.traits.includes('library')) candidate.traits.delete('library');
  found.set(key, candidate);
}

function emptyCandidate(directory: string, family: Family): Candidate {
  return {
    ...{ directory, family, manifests: [], dependencies: [], inherited: [], references: [] },
    traits: new Set<Trait>(),
  };
}

/** Candidates from Dockerfiles in directories without a manifest in or below them: source of the family that they run. */
export function candidatesFromImages(
  images: readonly DockerImage[],
  candidates: readonly Candidate[],
  sources: SourceFiles,
  workspace: Workspace,
): Candidate[] {
  const found = new Map<string, Candidate>();
  for (const { directory, from } of images) {
    if (candidates.some((candidate) => isWithin(candidate.directory, directory))) continue;
    const family = runningFamily(from) ?? dominantFamily(directory, workspace);
    if (family === null || sources.under(family, directory).length === 0) continue;
    if (directory === '.' && !sources.under(family, '.').some((path) => !path.includes('/'))) continue;
    found.set(directory, emptyCandidate(directory, family));
  }
  return [...found.values()];
}

/** The family of the last image that tells; null when that is Go or Node, or none. */
function runningFamily(from: readonly string[]): Family | null {
  for (const image of [...from].reverse()) {
    for (const family of familiesOfImages([image]))
      return family === 'go' || family === 'node' ? null : family;
  }
  return null;
}

/** The family of most files right in a directory, unless Go or Node files are there. */
function dominantFamily(directory: string, workspace: Workspace): Family | null {
  if (directory === '.') return null;
  const counts = new Map<Family, number>();
  for (const { path } of workspace.files) {
    if (directoryOf(path) !== directory) continue;
    const extension = path.slice(path.lastIndexOf('.') + 1);
    if (/^(go|[mc]?[jt]sx?)$/.test(extension)) return null;
    const family = EXTENSIONS[extension]?.family;
    if (family) counts.set(family, (counts.get(family) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}
