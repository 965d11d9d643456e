/** The programs of a repository with the code that each loads: what the analysis and the planners of changes begin with. */
import type { NodeIntegration } from '../../../model/integration.js';
import { businessTerms } from '../../business-vocabulary.js';
import type { AnalysisInput } from '../../language.js';
import { createNodeExtractors } from '../extractors.js';
import { createContainerFiles } from '../launch/container-files.js';
import type { Repository } from '../launch/expand.js';
import { preloadedFiles } from '../launch/preloaded-files.js';
import type { DeploymentMatch, MatchDeployments } from '../launch/workload-launches.js';
import { createClientMembers } from '../link/client-members.js';
import { createLinker } from '../link/linker.js';
import { createPatternIndex } from '../link/patterns.js';
import { createFileIndex } from '../modules/file-index.js';
import { createModuleGraph, type ModuleGraph } from '../modules/module-graph.js';
import { readManifests } from '../modules/package-manifest.js';
import { createResolver, type Resolver } from '../modules/resolver.js';
import { createTsConfigs } from '../modules/tsconfig.js';
import { readFacts } from '../parse-plan.js';
import { createLoadedCode, type LoadedCode } from '../verdict/loaded-code.js';
import type { Candidate } from './candidate.js';
import { findCandidates } from './candidates.js';
import { type Description, describeService, preloadsOf } from './describe-service.js';

/** A program that is a service: how it starts, what it loads and what that says. */
export interface NodeProgram {
  /** How it starts (`launches`, best first), its package.json and its entry files. */
  candidate: Candidate;
  code: LoadedCode;
  /** Kind, sites, and the telemetry that is there already. */
  description: Description;
  /** Files of the repository's own that are loaded before the entry files. */
  preloaded: readonly string[];
  /** Other starts of it in its package, at a file that it loads: `src/main.ts` behind an `index.js` that compiles it. */
  parts: readonly Candidate[];
}

export interface NodePrograms {
  programs: NodeProgram[];
  repository: Repository;
  match: DeploymentMatch;
  /** Directories of packages whose start command serves a browser application. */
  browser: ReadonlySet<string>;
}

function readRepository(input: AnalysisInput): Repository {
  const { workspace } = input;
  const index = createFileIndex(workspace.files);
  const manifests = readManifests(workspace, input.report);
  let resolver: Resolver | null = null;
  const findPackageFile = (specifier: string) => {
    const [scope = '', name = ''] = specifier.split('/');
    const owner = specifier.startsWith('@') ? `${scope}/${name}` : scope;
    const manifest = resolver?.packageNamed(owner) ?? null;
    if (manifest === null) return null;
    const rest = specifier.slice(owner.length + 1);
    const base = manifest.directory === '.' ? rest : `${manifest.directory}/${rest}`;
    return [base, `${base}.json`, `${base}/tsconfig.json`].find((path) => index.has(path)) ?? null;
  };
  const configs = createTsConfigs(workspace, index, findPackageFile, input.report);
  const containers = createContainerFiles(input.deployments, index);
  resolver = createResolver(manifests, configs, index, (directory) => containers.beside(directory));
  return { manifests, resolver, index, containers, configs, read: (path) => workspace.read(path) };
}

/** In a Next.js application, what a `'use client'` file imports runs in the browser, but for what starts with `'use server'`. */
function closureOf(
  candidate: Candidate,
  preloaded: readonly string[],
  graph: ModuleGraph,
): readonly string[] {
  const pages = candidate.pages.filter((file) => graph.outline(file)?.serverProps === true);
  const roots = [...preloaded, ...candidate.roots, ...pages];
  if (candidate.framework !== 'next') return graph.closure(roots);
  const actions = graph.closure(roots).filter((file) => graph.outline(file)?.server === true);
  return graph.closure(
    [...roots.filter((file) => graph.outline(file)?.client !== true), ...actions],
    (_file, outline) => outline?.client === true,
  );
}

const BUSINESS_FOLDER =
  /(?:^|[/._-])(?:services?|use-?cases?|domain|application|core|commands?|workflows?)(?=[/._-])/i;
/** Files that are called after the layer in which business code is. */
const BUSINESS_FILE = /(?:command-?handler|interactor|service|use-?case)s?\.[cm]?[jt]s$/i;

/** Whether a file's name is a business word's, or names a thing or an action in a place that is kept for business code. */
function isBusinessFile(file: string): boolean {
  if (file.endsWith('x')) return false;
  const name = file.split('/').at(-1) ?? '';
  // What services and controllers import each other through.
  if (/^index\.[cm]?[jt]s$/.test(name)) return true;
  const { critical, nouns, verbs } = businessTerms(name.replace(/\.\w+$/, ''));
  const isNamed = nouns.length > 0 || verbs.length > 0;
  return critical.length > 0 || (isNamed && BUSINESS_FOLDER.test(file)) || BUSINESS_FILE.test(name);
}

/** The files to parse whatever they import: entrypoints, and a framework's routes and actions that lead to business code. */
function sureToMatter(
  { roots, entrypoints, framework, routes }: Candidate,
  closure: readonly string[],
  graph: ModuleGraph,
): string[] {
  if (framework === 'next')
    return [
      ...routes.map(({ file }) => file),
      ...closure.filter((file) => graph.outline(file)?.server === true),
    ];
  const known = new Set(entrypoints);
  const leadsToBusiness = (file: string) =>
    graph.edges(file).some((edge) => edge.file !== null && isBusinessFile(edge.file));
  const isComponent = (file: string) => file.endsWith('x') && graph.outline(file)?.serverProps !== true;
  return roots.filter((file) => known.has(file) || (!isComponent(file) && leadsToBusiness(file)));
}

interface Described extends Omit<NodeProgram, 'parts'> {
  closure: ReadonlySet<string>;
}

/** The main file of a package that another program loads is a library's, unless something names it as a start. */
const isLibrary = ({ onlyMain, launches }: Candidate): boolean =>
  onlyMain || launches.every(({ isGuess }) => isGuess === true);

/** A script that starts a part of a program, such as its `app.ts`, is no service beside that program. */
function wholeOf(one: Described, all: readonly Described[]): Described | null {
  const { candidate } = one;
  if (candidate.launches.some(({ origin }) => origin === 'workload' || origin === 'project')) return null;
  const whole = all.find((other) => {
    if (other === one) return false;
    if (other.candidate.manifest !== candidate.manifest && !isLibrary(candidate)) return false;
    const contains = candidate.roots.every((file) => other.closure.has(file));
    const isContained = other.candidate.roots.every((file) => one.closure.has(file));
    return contains && (!isContained || all.indexOf(other) < all.indexOf(one));
  });
  return whole ?? null;
}

/** Programs that are part of no other, with those that are part of them. */
function withParts(all: readonly Described[]): NodeProgram[] {
  const wholes = new Map(all.map((one) => [one, wholeOf(one, all)]));
  const outermost = (one: Described): Described => {
    const whole = wholes.get(one) ?? null;
    return whole === null ? one : outermost(whole);
  };
  return all
    .filter((one) => wholes.get(one) === null)
    .map((whole) => ({
      ...whole,
      parts: all
        .filter((one) => one !== whole && !isLibrary(one.candidate) && outermost(one) === whole)
        .map(({ candidate }) => candidate),
    }));
}

/**
 * Reads the programs that are services. Nothing of the repository is run.
 * @param matchDeployments which workloads run which directory
 */
export async function readPrograms(
  input: AnalysisInput,
  integrations: readonly NodeIntegration[],
  matchDeployments: MatchDeployments,
): Promise<NodePrograms> {
  const extractors = createNodeExtractors(integrations);
  const patterns = createPatternIndex(integrations);
  const repository = readRepository(input);
  const { candidates, match, browser } = findCandidates(repository, input.deployments, matchDeployments);
  const graph = createModuleGraph(input.facts, extractors.outline, repository.resolver, repository.index);
  const preloaded = new Map(
    candidates.map((candidate) => [
      candidate,
      preloadedFiles(preloadsOf(candidate), candidate.launches, input.deployments, repository),
    ]),
  );
  await graph.look(candidates.flatMap(({ pages }) => pages));
  await graph.grow(
    candidates.flatMap((candidate) => [
      ...(preloaded.get(candidate) ?? []),
      ...candidate.roots,
      ...candidate.pages.filter((file) => graph.outline(file)?.serverProps === true),
    ]),
  );
  const closures = new Map(
    candidates.map((candidate) => [candidate, closureOf(candidate, preloaded.get(candidate) ?? [], graph)]),
  );
  const facts = await readFacts({
    source: input.facts,
    extractor: extractors.facts,
    graph,
    resolver: repository.resolver,
    patterns,
    isClient: createClientMembers(integrations),
    reachable: new Set([...closures.values()].flat()),
    always: new Set(
      candidates.flatMap((candidate) => sureToMatter(candidate, closures.get(candidate) ?? [], graph)),
    ),
    isWorthParsing: isBusinessFile,
    report: input.report,
  });
  const linker = createLinker(facts, repository.resolver);
  const described = candidates.flatMap((candidate) => {
    const closure = closures.get(candidate) ?? [];
    const roots = new Set([...candidate.roots, ...(preloaded.get(candidate) ?? [])]);
    const { framework } = candidate;
    const code = createLoadedCode({ files: closure, framework, graph, linker, repository, roots });
    const description = describeService(candidate, code, patterns, integrations);
    if (description === null) return [];
    const before = preloaded.get(candidate) ?? [];
    return [{ candidate, closure: new Set(closure), code, description, preloaded: before }];
  });
  return { programs: withParts(described), repository, match, browser };
}
