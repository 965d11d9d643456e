/** Who calls whom: host names in the environment and the code, gRPC services, topics that two services name. */
import type { Deployments, KubernetesService, Workload } from '../model/deployment.js';
import type { FoundService } from '../model/found-service.js';
import { isWithin } from '../model/relative-path.js';
import type { ServiceCall } from '../model/scan-report.js';

export interface CallInput {
  services: readonly FoundService[];
  deployments: Deployments;
  workloadsOf(service: FoundService): readonly Workload[];
  /** All files, relative to the root. */
  paths: readonly string[];
  /** Null when the file cannot be read. */
  read(path: string): string | null;
}

type Via = ServiceCall['via'];

interface Seen {
  to: FoundService;
  via: Via;
  /** `file:line`. */
  evidence: string;
}

/** @returns calls between services of the repository, with the places that tell, sorted by names */
export function findServiceCalls(input: CallInput): ServiceCall[] {
  const hosts = hostNames(input);
  const sites = new Map(input.services.map((service) => [service, codeOf(service, input)]));
  const rpcServers = grpcServers(sites);
  return input.services
    .flatMap((from) => {
      const code = sites.get(from) ?? [];
      const seen = [
        ...fromEnvironment(from, hosts, input),
        ...fromLiterals(code, hosts),
        ...fromGrpcClients(code, rpcServers),
        ...fromTopics(from, input),
      ];
      return collect(from, seen);
    })
    .sort((a, b) => compare(a.from, b.from) || compare(a.to, b.to) || compare(a.via, b.via));
}

function collect(from: FoundService, seen: readonly Seen[]): ServiceCall[] {
  const calls = new Map<string, ServiceCall>();
  for (const { to, via, evidence } of seen) {
    if (to === from) continue;
    const key = `${to.path}\0${to.name}\0${via}`;
    const call = calls.get(key) ?? { from: from.name, to: to.name, via, evidence: [] };
    if (!call.evidence.includes(evidence)) call.evidence.push(evidence);
    calls.set(key, call);
  }
  return [...calls.values()];
}

/** Host name → services that answer to it. */
function hostNames({ services, deployments, workloadsOf }: CallInput): ReadonlyMap<string, FoundService[]> {
  const hosts = new Map<string, FoundService[]>();
  const add = (host: string, service: FoundService) => {
    const known = hosts.get(host) ?? [];
    if (!known.includes(service)) hosts.set(host, [...known, service]);
  };
  for (const service of services) {
    for (const { source, name, kubernetes } of workloadsOf(service)) {
      if (source === 'compose' && name !== null) add(name, service);
      if (!kubernetes) continue;
      const behind = deployments.kubernetesServices.filter((one) => selects(one, kubernetes.labels));
      for (const { name: host } of behind) add(host, service);
    }
  }
  return hosts;
}

function selects({ selector }: KubernetesService, labels: Readonly<Record<string, string>>): boolean {
  return Object.entries(selector).every(([label, value]) => labels[label] === value);
}

const ADDRESS =
  /^(?:([a-z][a-z0-9+.-]*):\/\/)?(?:[^@/\s]*@)?([a-z0-9][a-z0-9-]*)(\.[a-z0-9.-]+)?(:\d+)?(?:[/?]\S*)?$/i;
const NAMES_A_HOST = /(?:HOST|ADDR|ADDRESS|URL|URI|ENDPOINT|SERVICE|SERVER|TARGET|BASE|API)S?$/i;

/** A ConfigMap or an anchor may give every service the addresses of all: only what its code asks for counts. */
function fromEnvironment(
  from: FoundService,
  hosts: ReadonlyMap<string, readonly FoundService[]>,
  input: CallInput,
): Seen[] {
  const found = input.workloadsOf(from).flatMap(({ env, file, line }) =>
    Object.entries(env).flatMap(([name, value]) =>
      value.split(',').flatMap((part) => {
        const [, scheme, host = '', domain, port] = ADDRESS.exec(part.trim()) ?? [];
        const isAddress = scheme !== undefined || port !== undefined || domain !== undefined;
        if (!isAddress && !NAMES_A_HOST.test(name)) return [];
        return (hosts.get(host) ?? [])
          .filter((to) => to !== from)
          .map((to) => ({ name, to, via: viaOf(scheme, to), evidence: `${file}:${line}` }));
      }),
    ),
  );
  const names = variablesRead(from, new Set(found.map(({ name }) => name)), input);
  return found.filter(({ name }) => names.has(name));
}

/** The variables among the given that the code of the service mentions. */
function variablesRead(
  service: FoundService,
  names: ReadonlySet<string>,
  { paths, read }: CallInput,
): ReadonlySet<string> {
  const files =
    service.files.length > 0
      ? service.files
      : paths.filter((path) => isWithin(path, service.path) && SOURCE.test(path));
  const left = new Set(names);
  for (const file of files) {
    if (left.size === 0) break;
    const text = read(file);
    for (const name of left) if (text?.includes(name)) left.delete(name);
  }
  return new Set([...names].filter((name) => !left.has(name)));
}

const SOURCE =
  /\.(?:py|rb|java|kt|scala|cs|fs|php|rs|ex|exs|ya?ml|properties|conf|toml|json|cc|cpp|swift|dart)$/;

function viaOf(scheme: string | undefined, to: FoundService): Via {
  return scheme !== undefined && /^(?:http|ws)s?$/i.test(scheme)
    ? 'http'
    : to.kind === 'grpc'
      ? 'grpc'
      : 'http';
}

interface Code {
  file: string;
  text: string;
}

/** The files that make calls or serve them: those with sites, and where the program starts. */
function codeOf(service: FoundService, { read }: CallInput): Code[] {
  const files = new Set([...service.entrypoints, ...service.sites.map(({ file }) => file)]);
  return [...files].flatMap((file) => {
    const text = read(file);
    return text === null ? [] : [{ file, text }];
  });
}

const LITERAL = /["'`](?:(https?|grpc|dns):\/\/\/?)?([a-z0-9][a-z0-9-]*)(?:\.[a-z0-9.-]+)?:\d{2,5}[/"'`]/gi;
const HTTP_LITERAL = /["'`](https?):\/\/([a-z0-9][a-z0-9-]*)(?:\.[a-z0-9.-]+)?[/"'`]/gi;

function fromLiterals(code: readonly Code[], hosts: ReadonlyMap<string, readonly FoundService[]>): Seen[] {
  return code.flatMap(({ file, text }) =>
    [LITERAL, HTTP_LITERAL].flatMap((pattern) =>
      [...text.matchAll(pattern)].flatMap((match) =>
        (hosts.get(match[2] ?? '') ?? []).map((to) => ({
          to,
          via: viaOf(match[1], to),
          evidence: `${file}:${lineAt(text, match.index)}`,
        })),
      ),
    ),
  );
}

const REGISTERS_SERVER = /\bRegister(\w+)Server\(/g;
const MAKES_CLIENT = /\bNew(\w+)Client\(/g;

/** Names of generated gRPC services → who serves them. */
function grpcServers(sites: ReadonlyMap<FoundService, readonly Code[]>): ReadonlyMap<string, FoundService[]> {
  const servers = new Map<string, FoundService[]>();
  for (const [service, code] of sites) {
    const fromRoutes = service.routes.flatMap(
      ({ route }) => /^(?:[\w.]+\.)?(\w+)\/\w+$/.exec(route)?.[1] ?? [],
    );
    const fromCode = code.flatMap(({ text }) =>
      [...text.matchAll(REGISTERS_SERVER)].map((match) => match[1] ?? ''),
    );
    for (const name of new Set([...fromRoutes, ...fromCode])) {
      if (name !== 'Health') servers.set(name, [...(servers.get(name) ?? []), service]);
    }
  }
  return servers;
}

function fromGrpcClients(
  code: readonly Code[],
  servers: ReadonlyMap<string, readonly FoundService[]>,
): Seen[] {
  return code.flatMap(({ file, text }) =>
    [...text.matchAll(MAKES_CLIENT)].flatMap((match) =>
      (servers.get(match[1] ?? '') ?? []).map((to) => ({
        to,
        via: 'grpc' as const,
        evidence: `${file}:${lineAt(text, match.index)}`,
      })),
    ),
  );
}

const NAMES_A_TOPIC = /(?:TOPIC|QUEUE|SUBJECT|STREAM|CHANNEL|EXCHANGE)S?(?:_NAME)?$/i;

/** A topic that a producer and a consumer both have in their environment. */
function fromTopics(from: FoundService, { services, workloadsOf }: CallInput): Seen[] {
  if (!from.sites.some(({ role }) => role === 'producer')) return [];
  const topics = new Set(topicsOf(workloadsOf(from)).map(({ topic }) => topic));
  if (topics.size === 0) return [];
  return services
    .filter((to) => to.sites.some(({ role }) => role === 'consumer'))
    .flatMap((to) =>
      topicsOf(workloadsOf(to)).flatMap(({ topic, place }) =>
        topics.has(topic) ? [{ to, via: 'messaging' as const, evidence: place }] : [],
      ),
    );
}

function topicsOf(workloads: readonly Workload[]): { topic: string; place: string }[] {
  return workloads.flatMap(({ env, file, line }) =>
    Object.entries(env).flatMap(([name, value]) =>
      NAMES_A_TOPIC.test(name) && value !== '' ? [{ topic: value, place: `${file}:${line}` }] : [],
    ),
  );
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
