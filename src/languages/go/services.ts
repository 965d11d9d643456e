/** Turns the mains of a program into services, or says what else they are. */
import type { FoundPackage, FoundService } from '#src/model/found-service.js';
import type { PackageKind, ServiceKind } from '#src/model/scan-report.js';
import { INITIALIZER } from './extract-facts.js';
import type { FlowNodes } from './flow-nodes.js';
import type { KnownSymbols } from './known-symbols.js';
import { goOperations } from './operations.js';
import { otherTracer } from './other-tracers.js';
import type { GoPackage, Program } from './program.js';
import { reachableFunctions, type Summaries } from './reach.js';
import { setUpProblems } from './set-up-problems.js';
import type { FunctionSummary } from './summary.js';
import { type JudgedSite, judge } from './verdict.js';

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
  /** True when spans are made but nothing in reach sets up an SDK. */
  lacksSdk: boolean;
  package: FoundPackage | null;
}

export function describeMain(
  program: Program,
  main: GoPackage,
  known: KnownSymbols,
  nodes: FlowNodes,
  summaries: Summaries,
  deployment: DeploymentView,
  settings: (directory: string) => ReadonlySet<string>,
  flagged: (names: readonly string[], service: { name: string; path: string }) => boolean,
  read: (path: string) => string | null,
): MainVerdict {
  const aside = asideOf(main.directory, deployment);
  if (aside)
    return { service: null, lacksSdk: false, package: { path: main.directory, language: 'go', why: aside } };
  const reached = [...reachableFunctions(program, main, summaries)].map(summaries);
  const { sites: judged, routes, doubles } = judge(reached, known.integrations, nodes);
  let keys: ReadonlySet<string> | undefined;
  const sites = judged.map((site) =>
    withBuiltIn(site, known, () => {
      keys ??= settings(main.directory);
      return keys;
    }),
  );
  const activity = activityOf(reached, sites);
  const role = roleOf(main.directory, activity, deployment);
  if (role !== 'service') {
    return { service: null, lacksSdk: false, package: { path: main.directory, language: 'go', why: role } };
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
    files: [...new Set(reached.map((s) => s.fn.file.path))],
    sites: sites.filter((s) => !s.admin).map(({ admin: _, kind: _kind, ...site }) => site),
    spans: reached.flatMap((s) => s.spans.map((span) => ({ ...span, file: s.fn.file.path }))),
    ...goOperations(
      reached,
      routes.map(({ route }) => route),
      (names) => flagged(names, { name, path: main.directory }),
    ),
    otherTracers: tracersOf(reached),
    routes,
    problems: [...setUpProblems(name, reached, read), ...doubles],
  };
  return {
    service,
    lacksSdk: makesSpans(service) && !setsUpSdk(reached) && !importsSdk(program, main),
    package: null,
  };
}

function makesSpans(service: FoundService): boolean {
  return service.spans.length > 0 || service.sites.some((s) => s.instrumented);
}

/** Packages whose use sets up a tracer provider, of the SDK or of a distribution. */
const SDK_PACKAGES =
  /^(?:go\.opentelemetry\.io\/otel\/sdk\/trace|go\.opentelemetry\.io\/contrib\/(?:otelconf|config)|go\.opentelemetry\.io\/collector\/|github\.com\/(?:uptrace\/uptrace-go|honeycombio\/otel-config-go|signalfx\/splunk-otel-go\/distro|grafana\/.*otel|open-telemetry\/.*)|github\.com\/zeromicro\/go-zero|.*(?:telemetry|otel|tracing|observability)[^/]*$)/;

/** Anything of another module that sounds like telemetry may set it up, so it gets the benefit of the doubt. */
function setsUpSdk(reached: readonly FunctionSummary[]): boolean {
  return reached.some((s) =>
    [...s.libraries.keys()].some((path) => SDK_PACKAGES.test(path) && !API_PACKAGES.test(path)),
  );
}

const NOOP = 'go.opentelemetry.io/otel/trace/noop';

/** Code that reachability misses, such as what a framework calls by its registration, may set it up. */
function importsSdk(program: Program, main: GoPackage): boolean {
  const seen = new Set<GoPackage>([main]);
  for (const { files } of seen)
    for (const { path } of files.flatMap(({ facts }) => facts.imports)) {
      const imported = program.package(path);
      if (imported) seen.add(imported);
      // Who names the provider that does nothing has thought of having none.
      else if (path === NOOP || (SDK_PACKAGES.test(path) && !API_PACKAGES.test(path))) return true;
    }
  return false;
}

/** Packages that name telemetry and set nothing up. */
const API_PACKAGES =
  /^go\.opentelemetry\.io\/(?:otel(?:\/(?:trace|attribute|codes|propagation|metric|baggage|semconv\/.*))?|contrib\/(?:instrumentation|propagators|bridges)\/.*)$|redisotel|otelsql|otelpgx|otelchi|otelsarama|otelgorm|plugin\/opentelemetry/;

/** A site of a framework that traces by itself when the service's configuration asks for it. */
function withBuiltIn(site: JudgedSite, known: KnownSymbols, settings: () => ReadonlySet<string>): JudgedSite {
  const builtIn = known.integrations.find((i) => i.id === site.id)?.builtIn;
  if (!builtIn || site.instrumented || !settings().has(builtIn.setting)) return site;
  const why = `${builtIn.by} traces by itself: \`${builtIn.setting}\` is set in the service's configuration.`;
  return { ...site, instrumented: true, by: builtIn.by, why };
}

interface Activity {
  http: boolean;
  grpc: boolean;
  /** Called by a platform, such as Lambda, with whatever it is subscribed to. */
  invoked: boolean;
  /** Serves only metrics, profiles or health. */
  admin: boolean;
  consumes: boolean;
  listens: boolean;
  /** Starts jobs by the clock. */
  schedules: boolean;
  /** Runs until it is told to stop: waits for signals, tickers, or loops for ever. */
  stays: boolean;
}

function activityOf(reached: readonly FunctionSummary[], sites: readonly JudgedSite[]): Activity {
  const calls = (symbol: string) => reached.some((s) => s.calls.has(symbol));
  const servers = sites.filter((s) => s.role === 'server');
  const serving = servers.filter((s) => !s.admin);
  return {
    http: serving.some((s) => s.kind === 'http') || reached.some(answersHttpEvents),
    grpc: serving.some((s) => s.kind === 'grpc'),
    invoked: serving.some((s) => s.kind === 'unknown'),
    admin: servers.some((s) => s.admin),
    consumes: sites.some((s) => s.role === 'consumer') || reached.some((s) => s.consumes.length > 0),
    listens: calls('net.Listen') || calls('net.ListenPacket') || calls('net.ListenUDP'),
    schedules: SCHEDULERS.some(calls),
    stays:
      calls('os/signal.Notify') ||
      calls('os/signal.NotifyContext') ||
      calls('time.NewTicker') ||
      reached.some((s) => s.loops.length > 0 && s.fn.file.package.name === 'main'),
  };
}

/** Constructors of schedulers: a program that makes one runs on to start its jobs. */
const SCHEDULERS = [
  'github.com/robfig/cron.New',
  'github.com/go-co-op/gocron.NewScheduler',
  'github.com/hibiken/asynq.NewScheduler',
];

const HTTP_EVENT = /^github\.com\/aws\/aws-lambda-go\/events\.(?:APIGateway|LambdaFunctionURL|ALBTarget)/;

/** A Lambda function behind an API gateway, a load balancer or a URL of its own. */
function answersHttpEvents(summary: FunctionSummary): boolean {
  for (const symbol of summary.calls.keys()) if (HTTP_EVENT.test(symbol)) return true;
  return false;
}

const TEST_DIRECTORY =
  /(?:^|\/)(?:tests?|testing|e2e|[^/]*-e2e|[^/]*tester|integration(?:[-_]?tests?)?|testutils?|mocks?|fixtures?|testdata|bench(?:mark)?s?|loadtests?)(?:\/|$)/i;
/** Places of programs that test others, deployed or not. */
const TEST_BED = /(?:^|\/)(?:tests?|e2e|testdata)\//i;
/** Places of developers' helpers: something may start them locally, such as a Procfile. */
const DEVELOPER_DIRECTORY = /(?:^|\/)(?:hack|scripts?)\//i;
const TOOL_DIRECTORY =
  /(?:^|\/)(?:tools?|hack|scripts?|ci|build|docs?|internal\/tools?|migrations?|generators?|codegen)(?:\/|$)|(?:ctl|cli|gen|generator|tool|migrate|migrations?|seed(?:er)?|docs?)$/i;
const EXAMPLE_DIRECTORY = /(?:^|\/)_?(?:examples?|samples?|demos?|tutorials?|playground)(?:\/|$)/i;

/** What a main is by its place alone: a test, or what nothing deploys. */
function asideOf(directory: string, deployment: DeploymentView): PackageKind | null {
  if (TEST_BED.test(`${directory}/`)) return 'test';
  if (deployment.isRun(directory)) return null;
  if (TEST_DIRECTORY.test(directory)) return 'test';
  if (deployment.hasImage(directory)) return null;
  if (EXAMPLE_DIRECTORY.test(directory)) return 'example';
  return TOOL_DIRECTORY.test(directory) ? 'tool' : null;
}

/** An image alone does not make a service of a program that does its work and ends: many tools ship as images. */
function roleOf(directory: string, activity: Activity, deployment: DeploymentView): 'service' | PackageKind {
  const run = deployment.isRun(directory);
  const serves =
    activity.http || activity.grpc || activity.invoked || activity.consumes || activity.schedules;
  const stays = (activity.admin || activity.listens) && activity.stays;
  if (TEST_DIRECTORY.test(directory) && !serves) return 'test';
  if (DEVELOPER_DIRECTORY.test(directory) && !serves) return 'tool';
  if (run) return 'service';
  if (TOOL_DIRECTORY.test(directory) && !(serves && deployment.hasImage(directory))) return 'tool';
  // Command lines listen too, for a port to forward or an answer from the browser.
  return serves || (stays && deployment.hasImage(directory)) ? 'service' : 'tool';
}

function kindOf(directory: string, activity: Activity, deployment: DeploymentView): ServiceKind {
  if (deployment.isJob(directory)) return 'job';
  if (activity.http) return 'http';
  if (activity.grpc) return 'grpc';
  if (activity.consumes || activity.schedules) return 'worker';
  if (activity.invoked) return 'unknown';
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

/** Folder names that say what a program is for its neighbours: `order/rpc`, `order/mq`. */
const ROLE_NAMES = new Set(
  'rpc mq job jobs interface consumer producer publisher subscriber scheduler cron worker grpc http'.split(
    ' ',
  ),
);

/** Folders of programs that have nothing else in common. */
const GROUP_NAMES = new Set('services apps microservices internal pkg packages projects modules'.split(' '));

/** The last folder of the path that tells programs apart, or the module's name for a main at the root. */
function ownName(main: GoPackage): string {
  const parts = main.directory === '.' ? [] : main.directory.split('/');
  if (/(?:^|\/)cmd\/(?:web|http|grpc|rest|worker|app|run|start)$/.test(main.directory) && parts.length > 2)
    parts.pop();
  const telling = parts.filter((part) => !EMPTY_NAMES.has(part));
  const last = telling.at(-1);
  const before = telling.at(-2);
  if (last !== undefined) {
    return ROLE_NAMES.has(last) && before !== undefined && !GROUP_NAMES.has(before)
      ? `${before}-${last}`
      : last;
  }
  // Beside empty names a module path holds a domain and a major version.
  const modulePath = main.importPath.split('/').filter((part, i) => !(i === 0 && part.includes('.')));
  const named = modulePath.filter((part) => !EMPTY_NAMES.has(part) && !/^v\d+$/.test(part));
  // `shop.example/v2` has no other name than its domain's.
  const domain = /^([\w-]+\.)*?([\w-]+)\.\w+(?:\/v\d+)?$/.exec(main.importPath)?.[2];
  return named.at(-1) ?? parts.at(-1) ?? domain ?? 'main';
}
