import type { FoundPackage, FoundService } from '../../model/found-service.js';
import { directoryOf, isWithin } from '../../model/relative-path.js';
import type { PackageKind, ServiceKind } from '../../model/scan-report.js';
import type { AnalysisInput, AnalysisResult } from '../language.js';
import { type Candidate, candidatesFromImages, candidatesFromManifests } from './candidates.js';
import type { DeploymentFacts, DirectoryDeployments } from './deployment-facts.js';
import { findEntrypoints } from './entrypoints.js';
import { type FrameworkVerdict, frameworkOf } from './frameworks.js';
import { otelEvidence } from './otel-evidence.js';
import { otherTracersOf } from './otel-signs.js';
import { type OwnDeployment, ownDeployment } from './own-deployment.js';
import { isExamplePath, isTestPath, isToolPath } from './path-kinds.js';
import { collectSourceFiles, type SourceFiles } from './source-files.js';

/** Source files of a program that are searched for a gRPC server. */
const SOURCES_SEARCHED = 100;

const RIVAL = /(^|\/)(package\.json|go\.mod|main\.go)$/;

/**
 * Finds programs in languages that we only list: from manifests, and from Dockerfiles beside source without one. A
 * service has a deployment of its own, or a server framework and a file that starts it.
 * @param taken directories that the Go and Node analyses have claimed
 */
export async function analyzeOtherLanguages(
  input: AnalysisInput,
  taken: (directory: string) => boolean,
  facts: DeploymentFacts,
): Promise<AnalysisResult> {
  const { workspace, deployments } = input;
  const sources = collectSourceFiles(workspace.files);
  const fromManifests = candidatesFromManifests(workspace);
  const candidates = [
    ...fromManifests,
    ...candidatesFromImages(deployments.images, fromManifests, sources, workspace),
  ];
  if (candidates.length === 0) return { services: [], packages: [] };
  // Go and Node programs take part, so that their workloads are given to nobody here.
  const rivals = workspace.files.flatMap(({ path }) => (RIVAL.test(path) ? directoryOf(path) : []));
  const directories = [...new Set([...candidates.map(({ directory }) => directory), ...rivals])];
  const matched = facts.matchWorkloads(deployments, directories);
  const services: FoundService[] = [];
  const packages: FoundPackage[] = [];
  for (const candidate of candidates) {
    const program = new Program(
      candidate,
      candidates,
      sources,
      input,
      ownDeployment(candidate, matched, facts),
    );
    if (program.language === null) continue;
    if (program.isService(taken)) services.push(program.service(matched, taken));
    else if (program.isListed(taken, rivals)) {
      packages.push({ path: candidate.directory, language: program.language, why: program.purpose() });
    }
  }
  return { services, packages };
}

/** One candidate with everything known of it. */
class Program {
  readonly language: string | null;
  readonly #framework: FrameworkVerdict;
  readonly #entrypoints: string[];
  readonly #candidate: Candidate;
  readonly #others: readonly Candidate[];
  readonly #input: AnalysisInput;
  readonly #own: OwnDeployment;

  constructor(
    candidate: Candidate,
    candidates: readonly Candidate[],
    sources: SourceFiles,
    input: AnalysisInput,
    own: OwnDeployment,
  ) {
    const { directory, family } = candidate;
    const nested = candidates.filter(
      (other) =>
        other !== candidate &&
        other.family === family &&
        other.directory !== directory &&
        isWithin(other.directory, directory),
    );
    const files = sources
      .under(family, directory)
      .filter((path) => !nested.some((other) => isWithin(path, other.directory)));
    this.#candidate = candidate;
    this.#others = candidates;
    this.#input = input;
    this.#own = own;
    this.language = files.length > 0 ? sources.languageOf(family, directory) : null;
    const names = candidate.dependencies.map(({ name }) => name);
    const texts = function* (): Iterable<string> {
      for (const path of files.slice(0, SOURCES_SEARCHED)) yield input.workspace.read(path) ?? '';
    };
    this.#framework =
      this.language === null ? { kind: 'unknown', server: false } : frameworkOf(family, names, texts);
    const commands = own.workloads.map(({ command }) => command);
    const worthReading = this.#framework.server || own.workloads.length > 0;
    this.#entrypoints = worthReading ? findEntrypoints(family, files, commands, input.workspace) : [];
  }

  isService(taken: (directory: string) => boolean): boolean {
    const { directory, traits } = this.#candidate;
    if (traits.has('test') || traits.has('client') || traits.has('tool') || isTestPath(directory))
      return false;
    if (this.#own.workloads.length > 0) return this.#own.certain || !taken(directory);
    if (traits.has('library') || isExamplePath(directory)) return false;
    const starts = this.#entrypoints.length > 0 || traits.has('web') || traits.has('worker');
    return (this.#framework.server || traits.has('web') || traits.has('worker')) && starts;
  }

  /** Manifests for tooling at the root of a Go or Node repository and modules that only list others are not listed. */
  isListed(taken: (directory: string) => boolean, rivals: readonly string[]): boolean {
    const { directory, traits, manifests } = this.#candidate;
    if (taken(directory) || traits.has('aggregator') || (directory === '.' && rivals.includes('.')))
      return false;
    return manifests.length > 0 || isTestPath(directory);
  }

  purpose(): PackageKind {
    const { directory, traits } = this.#candidate;
    if (traits.has('test') || isTestPath(directory)) return 'test';
    if (traits.has('client')) return 'browser';
    if (isExamplePath(directory)) return 'example';
    return traits.has('tool') || isToolPath(directory) ? 'tool' : 'library';
  }

  service(matched: DirectoryDeployments, taken: (directory: string) => boolean): FoundService {
    const { workspace } = this.#input;
    const path = this.#path(taken);
    const evidence = otelEvidence(this.#candidate, this.#own, workspace);
    return {
      name: matched.nameFor(this.#candidate.directory) ?? nameOf(path, workspace.root),
      ...{ path, language: this.language ?? 'unknown', supported: false, kind: this.#kind() },
      entrypoints: this.#entrypoints,
      ...{ files: [], sites: [], spans: [], operations: [], routes: [] },
      otherTracers: otherTracersOf(this.#candidate.dependencies.map(({ name }) => name)),
      ...(evidence === null ? {} : { manifestOtel: evidence }),
    };
  }

  /** The directory of the Dockerfile, when it lies above and builds nothing else; otherwise that of the manifest. */
  #path(taken: (directory: string) => boolean): string {
    const { directory } = this.#candidate;
    const [image, second] = this.#own.images;
    if (!image || second || image.directory === '.' || image.directory === directory) return directory;
    if (!isWithin(directory, image.directory) || taken(image.directory)) return directory;
    const below = this.#others.filter(
      (other) => isWithin(other.directory, image.directory) && !isTestPath(other.directory),
    );
    return below.length === 1 ? image.directory : directory;
  }

  #kind(): ServiceKind {
    const { workloads, images } = this.#own;
    const run = workloads.filter(({ source }) => source !== 'dockerfile');
    if (run.length > 0 && run.every(({ kind }) => kind === 'job')) return 'job';
    if (this.#framework.kind !== 'unknown') return this.#framework.kind;
    if (this.#candidate.traits.has('worker')) return 'worker';
    if (this.#candidate.traits.has('web')) return 'http';
    if (images.some(({ from }) => /apache|fpm|nginx|tomcat|jetty/.test(from.at(-1) ?? ''))) return 'http';
    return workloads.some(({ ports }) => ports.length > 0) ? 'http' : 'unknown';
  }
}

/** The last segment of the path that names anything; the scanned directory's name for its root. */
function nameOf(path: string, root: string): string {
  const segments = (path === '.' ? root : path).split('/').filter(Boolean);
  const telling = [...segments]
    .reverse()
    .find((segment) => !/^(src|app|server|main|html|www|code|source)$/i.test(segment));
  return telling ?? path;
}
