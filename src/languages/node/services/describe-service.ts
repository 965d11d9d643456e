/** Turns a candidate and its loaded code into a service, or finds that it is none. */
import type { FoundService, FoundSite } from '../../../model/found-service.js';
import type { NodeIntegration } from '../../../model/integration.js';
import type { ServiceKind } from '../../../model/scan-report.js';
import type { FlaggedOperation } from '../../language.js';
import { findOperations } from '../behaviour/operations.js';
import { type FoundRoute, findRoutes, handlersIn } from '../behaviour/routes.js';
import type { Launch, Preload } from '../launch/launch.js';
import { launchRank } from '../launch/launch.js';
import type { PatternIndex } from '../link/patterns.js';
import { judge } from '../verdict/coverage.js';
import type { LoadedCode } from '../verdict/loaded-code.js';
import { findSetUpProblems } from '../verdict/set-up-problems.js';
import { findSites } from '../verdict/sites.js';
import { findSpans } from '../verdict/spans.js';
import { findTelemetry, type Telemetry } from '../verdict/telemetry.js';
import type { Candidate } from './candidate.js';
import { findLiveness, kindOf, type Liveness } from './liveness.js';

/** The launches that say how the service really starts: deployments, else production scripts, else all. */
export function decisiveLaunches(candidate: Candidate): Launch[] {
  const best = Math.min(...candidate.launches.map(launchRank));
  return candidate.launches.filter((launch) => launchRank(launch) === best);
}

/** What is loaded before the program in those launches. */
export function preloadsOf(candidate: Candidate): Preload[] {
  return decisiveLaunches(candidate).flatMap(({ preloads }) => preloads);
}

function languageOf(candidate: Candidate): string {
  const typed = candidate.roots.filter((file) => /\.[cm]?tsx?$/.test(file)).length;
  return typed * 2 > candidate.roots.length ? 'typescript' : 'javascript';
}

/** Next.js serves its routes without a construction: the configuration stands for it. */
function nextSite(
  candidate: Candidate,
  telemetry: Telemetry,
  code: LoadedCode,
  integrations: readonly NodeIntegration[],
): FoundSite[] {
  const integration = integrations.find(({ id }) => id === 'nextjs');
  const file = candidate.entrypoints[0];
  if (candidate.framework !== 'next' || integration === undefined || file === undefined) return [];
  const { by, why } = judge({ integration, role: 'server', module: 'next', file }, telemetry, code);
  const place = { id: 'nextjs', role: 'server' as const, file, line: 1, column: 1 };
  return [by === null ? { ...place, instrumented: false, why } : { ...place, instrumented: true, by, why }];
}

function isJob(candidate: Candidate): boolean {
  const run = candidate.launches.filter(
    ({ workload }) => workload !== null && workload.source !== 'dockerfile',
  );
  return (
    run.length > 0 &&
    (run.some(({ workload }) => workload?.kind === 'job') ||
      run.every(({ workload }) => workload?.source === 'compose'))
  );
}

/** Words that may tell a worker: directory, entry and script. */
function nameWords({ directory, entrypoints, launches }: Candidate): string {
  return [directory, entrypoints[0], ...launches.map(({ label }) => label)].join(' ');
}

function serviceKind(
  candidate: Candidate,
  code: LoadedCode,
  sites: readonly FoundSite[],
  liveness: Liveness,
): ServiceKind | null {
  const name = nameWords(candidate);
  const { framework } = candidate;
  if (framework === 'lambda') return 'unknown';
  if (framework !== null && framework !== 'nest') return 'http';
  const alive = liveness.serves || liveness.consumes || liveness.loops;
  if (candidate.onlyMain) {
    const listensItself = code.calls.some(
      ({ file, call, targets }) =>
        call.method === 'listen' &&
        candidate.roots.includes(file) &&
        !targets.some(({ value }) => value.is === 'function'),
    );
    return listensItself ? kindOf(code, sites, liveness, name) : null;
  }
  if (candidate.launches.some(({ workload }) => workload?.kind === 'job')) return 'job';
  if (alive) return kindOf(code, sites, liveness, name);
  return isJob(candidate) ? 'job' : null;
}

/**
 * What a framework calls by its export: route handlers and server actions of Next.js, Lambda handlers. What such a file hands on
 * while it is loaded is called for the export that this makes: `export const POST = authenticated({ handler })`.
 */
function exportedHandlers(candidate: Candidate, code: LoadedCode): FoundRoute[] {
  if (candidate.framework === null || candidate.framework === 'nest') return [];
  const actions = code.files.filter((file) => code.graph.outline(file)?.server === true);
  const files = new Set([...candidate.roots, ...actions]);
  const whileLoading = code.calls.filter(({ file, call }) => call.fn < 0 && files.has(file));
  return [...files].flatMap((file) => {
    const route = candidate.routes.find((one) => one.file === file)?.route;
    const place = { file, line: 1 };
    const exported = (code.linker.facts(file)?.exports ?? []).map(([name]) => ({
      route: route ?? name,
      ...place,
      handlers: code.linker.exported(file, name),
    }));
    const handedOn = whileLoading
      .filter((call) => call.file === file)
      .flatMap((call) => handlersIn(call.call.args, call, code));
    return handedOn.length === 0
      ? exported
      : [...exported, { route: route ?? '', ...place, handlers: handedOn }];
  });
}

/** What is known of a service before it has a name. */
export interface Description {
  kind: ServiceKind;
  telemetry: Telemetry;
  sites: FoundSite[];
}

/** Describes the candidate; null when it neither serves nor consumes nor is deployed as a job. */
export function describeService(
  candidate: Candidate,
  code: LoadedCode,
  patterns: PatternIndex,
  integrations: readonly NodeIntegration[],
): Description | null {
  const telemetry = findTelemetry(code, decisiveLaunches(candidate), preloadsOf(candidate));
  const sites = [
    ...nextSite(candidate, telemetry, code, integrations),
    ...findSites(code, telemetry, patterns, integrations),
  ];
  const liveness = findLiveness(code, sites, candidate.roots);
  const kind = serviceKind(candidate, code, sites, liveness);
  return kind === null ? null : { kind, telemetry, sites };
}

/** Adds what needs the name: spans, routes and operations. */
export function finishService(
  name: string,
  candidate: Candidate,
  code: LoadedCode,
  { kind, telemetry, sites }: Description,
  integrations: readonly NodeIntegration[],
  flagged: readonly FlaggedOperation[],
): FoundService {
  const found = findRoutes(code);
  const handlers = [...found.handlers, ...exportedHandlers(candidate, code)];
  const service = { name, path: candidate.directory };
  const spans = findSpans(code);
  return {
    ...service,
    language: languageOf(candidate),
    supported: true,
    kind,
    entrypoints: candidate.entrypoints,
    files: code.files,
    sites,
    spans,
    problems: findSetUpProblems({ service: name, kind, code, telemetry, spans, integrations }),
    ...findOperations(code, handlers, integrations, flagged, service),
    otherTracers: [...telemetry.otherTracers],
    routes: [
      ...found.shown.map(({ route, file, line }) => ({ route, file, line })),
      ...candidate.routes.map(({ route, file }) => ({ route, file, line: 1 })),
    ],
  };
}
