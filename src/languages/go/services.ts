/** Turns the mains of a program into services, or says what else they are. */
import type { FoundPackage, FoundService, FoundSite } from '#src/model/found-service.js';
import type { PackageKind, ServiceKind } from '#src/model/scan-report.js';
import { INITIALIZER } from './extract-facts.js';
import type { FlowNodes } from './flow-nodes.js';
import type { KnownSymbols } from './known-symbols.js';
import { goOperations } from './operations.js';
import { otherTracer } from './other-tracers.js';
import type { GoPackage, Program } from './program.js';
import { reachableFunctions, type Summaries } from './reach.js';
import type { FunctionSummary } from './summary.js';
import { judge } from './verdict.js';

/** What the deployment files know of a main. */
export interface DeploymentView {
  /** True when a Dockerfile builds its image. */
  hasImage(directory: string): boolean;
  /** True when compose, Kubernetes, a Procfile or the like runs it. */
  isRun(directory: string): boolean;
  /** True when it is deployed as a Job or CronJob only. */
  isJob(directory: string): boolean;
  /** The name that deployment files give it. */
  nameFor(directory: string): string | null;
}

export interface MainVerdict {
  service: FoundService | null;
  package: FoundPackage | null;
}

export function describeMain(
  program: Program,
  main: GoPackage,
  known: KnownSymbols,
  nodes: FlowNodes,
  summaries: Summaries,
  deployment: DeploymentView,
  flagged: (name: string, service: string, path: string) => boolean,
): MainVerdict {
  const aside = asideOf(main.directory, deployment);
  if (aside) return { service: null, package: { path: main.directory, language: 'go', why: aside } };
  const reached = [...reachableFunctions(program, main, summaries)].map(summaries);
  const { sites, routes } = judge(reached, known.integrations, (symbol) => nodes.library(symbol));
  const activity = activityOf(reached, sites);
  const role = roleOf(main.directory, activity, deployment);
  if (role !== 'service') {
    return { service: null, package: { path: main.directory, language: 'go', why: role } };
  }
  const name = deployment.nameFor(main.directory) ?? ownName(main);
  const entry = main.functions.get('main');
  const service: FoundService = {
    name,
    path: main.directory,
    language: 'go',
    supported: true,
    kind: kindOf(main.directory, activity, deployment),
    entrypoints: [entry?.file.path ?? main.files[0]?.path ?? main.directory],
    sites: sites.filter((s) => !s.admin).map(({ admin: _, ...site }) => site),
    spans: reached.flatMap((s) => s.spans.map((span) => ({ ...span, file: s.fn.file.path }))),
    operations: goOperations(reached, (operation) => flagged(operation, name, main.directory)),
    otherTracers: tracersOf(reached),
    routes,
  };
  return { service, package: null };
}

interface Activity {
  http: boolean;
  grpc: boolean;
  otherServer: boolean;
  /** Serves only metrics, profiles or health. */
  admin: boolean;
  consumes: boolean;
  listens: boolean;
  /** Runs until it is told to stop: waits for signals, tickers, or loops for ever. */
  stays: boolean;
}

function activityOf(
  reached: readonly FunctionSummary[],
  sites: readonly (FoundSite & { admin: boolean })[],
): Activity {
  const calls = (symbol: string) => reached.some((s) => s.calls.has(symbol));
  const servers = sites.filter((s) => s.role === 'server');
  const serving = servers.filter((s) => !s.admin);
  return {
    http: serving.some((s) => s.id !== 'grpc-server' && s.id !== 'net/rpc' && s.id !== 'aws-lambda-go'),
    grpc: serving.some((s) => s.id === 'grpc-server'),
    otherServer: serving.some((s) => s.id === 'net/rpc' || s.id === 'aws-lambda-go'),
    admin: servers.some((s) => s.admin),
    consumes: sites.some((s) => s.role === 'consumer') || reached.some((s) => s.consumes.length > 0),
    listens: calls('net.Listen') || calls('net.ListenPacket') || calls('net.ListenUDP'),
    stays:
      calls('os/signal.Notify') ||
      calls('os/signal.NotifyContext') ||
      calls('time.NewTicker') ||
      reached.some((s) => s.loops.length > 0 && s.fn.file.package.name === 'main'),
  };
}

const TEST_DIRECTORY =
  /(?:^|\/)(?:tests?|testing|e2e|[^/]*-e2e|integration(?:[-_]?tests?)?|testutils?|mocks?|fixtures?|testdata|bench(?:mark)?s?|loadtests?)(?:\/|$)/i;
const TOOL_DIRECTORY =
  /(?:^|\/)(?:tools?|hack|scripts?|ci|build|internal\/tools?|migrations?|generators?|codegen)(?:\/|$)|(?:ctl|cli|gen|generator|tool|migrate|migrations?|seed(?:er)?)$/i;
const EXAMPLE_DIRECTORY = /(?:^|\/)_?(?:examples?|samples?|demos?|tutorials?|playground)(?:\/|$)/i;

/** What a main is by its place alone, when nothing deploys it. */
function asideOf(directory: string, deployment: DeploymentView): PackageKind | null {
  if (deployment.isRun(directory)) return null;
  if (TEST_DIRECTORY.test(directory)) return 'test';
  if (deployment.hasImage(directory)) return null;
  if (EXAMPLE_DIRECTORY.test(directory)) return 'example';
  return TOOL_DIRECTORY.test(directory) ? 'tool' : null;
}

/** An image alone does not make a service of a program that does its work and ends: many tools ship as images. */
function roleOf(directory: string, activity: Activity, deployment: DeploymentView): 'service' | PackageKind {
  const run = deployment.isRun(directory);
  const serves = activity.http || activity.grpc || activity.otherServer || activity.consumes;
  const stays = (activity.admin || activity.listens) && activity.stays;
  if (TEST_DIRECTORY.test(directory) && !serves) return 'test';
  if (run || (deployment.hasImage(directory) && (serves || stays))) return 'service';
  if (TOOL_DIRECTORY.test(directory)) return 'tool';
  return serves || stays ? 'service' : 'tool';
}

function kindOf(directory: string, activity: Activity, deployment: DeploymentView): ServiceKind {
  if (deployment.isJob(directory)) return 'job';
  if (activity.http) return 'http';
  if (activity.grpc || activity.otherServer) return 'grpc';
  if (activity.consumes) return 'worker';
  if (activity.stays || activity.admin || activity.listens) return 'worker';
  return 'job';
}

function tracersOf(reached: readonly FunctionSummary[]): string[] {
  const found = new Set<string>();
  for (const summary of reached) {
    if (summary.fn.facts.name === INITIALIZER && summary.libraries.size === 0) continue;
    for (const path of summary.libraries.keys()) {
      const tracer = otherTracer(path);
      if (tracer) found.add(tracer);
    }
  }
  return [...found].sort();
}

/** Folder names that say nothing of the program in them. */
const EMPTY_NAMES = new Set([
  'cmd',
  'src',
  'main',
  'app',
  'server',
  'service',
  'api',
  'bin',
  'go',
  'golang',
  'backend',
  '.',
]);

/** The last folder of the path that tells programs apart, or the module's name for a main at the root. */
function ownName(main: GoPackage): string {
  const parts = main.directory === '.' ? [] : main.directory.split('/');
  if (/(?:^|\/)cmd\/(?:web|http|grpc|rest|worker|app|run|start)$/.test(main.directory) && parts.length > 2)
    parts.pop();
  for (let i = parts.length - 1; i >= 0; i--) if (!EMPTY_NAMES.has(parts[i]!)) return parts[i]!;
  const modulePath = main.importPath.replace(/\/v\d+$/, '').split('/');
  const last = [...modulePath].reverse().find((part) => !EMPTY_NAMES.has(part));
  return last ?? parts.at(-1) ?? 'main';
}
