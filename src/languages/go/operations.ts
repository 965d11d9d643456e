/** Candidate business functions of one Go service. */
import type { Operation } from '#src/model/scan-report.js';
import { bestOperations } from '../best-operations.js';
import { mainSubjects } from '../main-subjects.js';
import { CANDIDATE_SCORE, isDataAccess, isRoleAlone, scoreOperation } from '../operation-score.js';
import { lineOf, type TypeRef } from './facts.js';
import type { GoFunction } from './program.js';
import { isLayer, nameOfSpan } from './spans/name-span.js';
import type { FunctionSummary } from './summary.js';

const MAX_OPERATIONS = 50;
/** How many operations an RPC method calls that is one itself, rather than the way to it. */
const COORDINATES = 2;
/** Libraries whose call is I/O, beside those of the integrations. */
const IO_PACKAGES = ['net/http', 'database/sql', 'net'];

/**
 * @param reached the functions that the service reaches
 * @param routes what the service serves: `GET /orders/{id}`
 * @param flagged whether the configuration names a function as an operation
 * @returns flagged ones first, then by score; those that have their span apart
 */
export function goOperations(
  reached: readonly FunctionSummary[],
  routes: readonly string[],
  flagged: (names: readonly string[]) => boolean,
): { operations: Operation[]; spannedOperations: Operation[] } {
  const byFunction = new Map(reached.map((s) => [s.fn, s]));
  const calledBy = callsIn(reached, byFunction);
  /** A handler that calls an operation of its own name would be the same span twice. */
  const handsOver = (summary: FunctionSummary) =>
    calledBy(summary).some(
      (callee) => callee !== summary.fn && spanNameAt(callee) === spanNameAt(summary.fn),
    );
  const onPath = requestPath(reached, byFunction, calledBy);
  // What a repository does is I/O, whatever the library behind it.
  const io = new Set(reached.filter((s) => doesIo(s) || isRepositoryMethod(s)).map((s) => s.fn));
  const subjects = mainSubjects(routes);
  const operations: Operation[] = [];
  const spannedOperations: Operation[] = [];
  for (const summary of reached) {
    const { fn, spans } = summary;
    const { facts, file } = fn;
    if (file.facts.generated || facts.name.startsWith('<') || facts.name === 'main' || facts.name === 'init')
      continue;
    if (facts.params.some(({ type }) => type?.[0] === 'q' && /health/i.test(type[1]))) continue;
    const isFlagged = facts.directive !== '' || flagged([facts.name, fn.label]);
    const entry = entryOf(fn);
    if (!isFlagged && (makesHandler(fn) || (entry !== null && handsOver(summary)))) continue;
    const hasContext = entry !== null || takesContext(fn);
    const mayCall = (ref: GoFunction) => io.has(ref) && (hasContext || !takesContext(ref));
    const calls = new Set(calledBy(summary).filter(mayCall)).size;
    const { score, reasons } = scoreOperation({
      name: facts.name,
      owner: ownerOf(fn),
      doesIo: io.has(fn),
      callsOperations: calls,
      parameterNames: facts.params.map((p) => p.name).filter((n) => n !== 'ctx' && n !== ''),
      statements: facts.statements,
      onRequestPath: onPath.has(fn),
      isHandler: entry === 'handler' || (entry === 'rpc' && calls < COORDINATES),
      takesContext: hasContext,
      place: file.path,
      subjects,
    });
    if (!isFlagged && score < CANDIDATE_SCORE) continue;
    const operation = {
      name: fn.label,
      file: file.path,
      line: lineOf(facts.position),
      flagged: isFlagged,
      score,
      reasons: isFlagged ? ['is flagged as an operation', ...reasons] : reasons,
    };
    (spans.length > 0 && !isFlagged ? spannedOperations : operations).push(operation);
  }
  return {
    operations: bestOperations(operations, MAX_OPERATIONS),
    spannedOperations: bestOperations(spannedOperations, MAX_OPERATIONS),
  };
}

/** Calls of `net/http` that send something. */
const SENDS = /^net\/http\.(?:Get|Head|Post|PostForm|NewRequest|NewRequestWithContext)$/;

function doesIo(summary: FunctionSummary): boolean {
  if (summary.consumes.length > 0 || summary.sites.length > 0) return true;
  const entry = entryOf(summary.fn);
  for (const path of summary.libraries.keys()) {
    // What answers a request mentions the package of the server, or that of the messages, whatever else it does.
    if (entry === 'handler' && path === 'net/http' && ![...summary.calls.keys()].some((c) => SENDS.test(c)))
      continue;
    if (entry === 'rpc' && /(?:grpc(?:\/.*)?|pb|proto)$/.test(path)) continue;
    if (isIoPackage(path)) return true;
  }
  return false;
}

/** `service` of package `album` is an `albumService`. */
function ownerOf({ facts: { receiver }, file }: GoFunction): string {
  const { name } = file.package;
  if (receiver === '' || !isRoleAlone(receiver) || isLayer(name)) return receiver;
  return `${name}${receiver[0]!.toUpperCase()}${receiver.slice(1)}`;
}

const spanNameAt = ({ facts, file }: GoFunction): string =>
  nameOfSpan(facts.name, facts.receiver, file.package.name);

/** What it makes answers the requests, not it: `func (h *Handlers) CreateOrder() echo.HandlerFunc`. */
const makesHandler = ({ facts: { results } }: GoFunction): boolean =>
  results.some(
    (type) =>
      type?.[0] === 'func' || (type?.[0] === 'q' && /^(?:Handler|HandlerFunc|MiddlewareFunc)$/.test(type[2])),
  );

const isRepositoryMethod = ({ fn: { facts, file } }: FunctionSummary): boolean =>
  facts.receiver !== '' && takesContext({ facts }) && isDataAccess(facts.receiver, file.path);

/** Packages of gRPC that say what to answer, or what came with the request. */
const BESIDE_IO =
  /^google\.golang\.org\/grpc\/(?:codes|credentials|encoding|grpclog|keepalive|metadata|peer|status)(?:\/|$)/;

/** Databases, brokers, caches, stores and services that no integration is for, by a part of the path of their library. */
const IO_LIBRARIES = new Set(
  (
    'asynq badger bbolt bigcache bun cassandra clickhouse clickhouse-go consul couchbase dapr elasticsearch ent etcd firestore ' +
    'go-elasticsearch go-pg go-resty gocql gomemcache gorethink gorp influxdb ldap machinery meilisearch memcache minio-go ' +
    'mqtt neo4j neo4j-go-driver opensearch paho.mqtt.golang pop pubsub pulsar-client-go rabbitmq redigo req resty s3 ' +
    'sendgrid-go spanner storage stripe-go temporal twilio-go typesense upper vault xorm xorm.io'
  ).split(' '),
);

function isIoLibrary(path: string): boolean {
  const [host = '', ...parts] = path.split('/');
  return host.includes('.') && [host, ...parts].some((part) => IO_LIBRARIES.has(part));
}

const ioPackages = new Map<string, boolean>();

function isIoPackage(path: string): boolean {
  let is = ioPackages.get(path);
  if (is === undefined) {
    is =
      IO_PACKAGES.includes(path) ||
      (!BESIDE_IO.test(path) &&
        (/grpc|redis|kafka|sarama|pgx|sqlx|mongo(?!.*bson)|amqp|nats|gorm|aws-sdk|pb$|proto$/.test(path) ||
          isIoLibrary(path)));
    ioPackages.set(path, is);
  }
  return is;
}

/** The reached functions that one calls, methods behind interfaces by their name. */
function callsIn(
  reached: readonly FunctionSummary[],
  byFunction: ReadonlyMap<GoFunction, FunctionSummary>,
): (summary: FunctionSummary) => readonly GoFunction[] {
  const methods = new Map<string, GoFunction[]>();
  for (const { fn } of reached) {
    if (fn.facts.receiver === '') continue;
    methods.set(fn.facts.name, [...(methods.get(fn.facts.name) ?? []), fn]);
  }
  return ({ refs, dynamic }) => [
    ...refs.filter((ref) => byFunction.has(ref)),
    ...dynamic.flatMap((name) => methods.get(name) ?? []),
  ];
}

function isContext(type: TypeRef): boolean {
  return type?.[0] === 'q' && type[1] === 'context' && type[2] === 'Context';
}

const takesContext = ({ facts }: Pick<GoFunction, 'facts'>): boolean =>
  facts.params.some(({ type }) => isContext(type));

/** Packages of generated messages, by their import path. */
const MESSAGE_PACKAGE = /(?:pb|proto|gen|api|rpc|v\d+)$|\/(?:gen|pb|proto|protobuf|protos|rpc)\//;

/** Of a qualifier that no import ends with, all that it may be: packages need not be called after their directory. */
const importPathsOf = (path: string, { facts: { imports } }: GoFunction['file']): string[] =>
  path.startsWith('?') ? imports.flatMap((one) => (one.alias === '' ? [one.path] : [])) : [path];

/** What calls it from outside: a router, a consumer, or a gRPC server with a message of generated code. */
function entryOf({ facts: { name, params, results, receiver }, file }: GoFunction): 'handler' | 'rpc' | null {
  if (params.some(({ type }) => type?.[0] === 'q' && HANDLER_TYPES.test(type[2]) && !isContext(type)))
    return 'handler';
  const request = params[1]?.type;
  const isMessage =
    request?.[0] === 'q' && importPathsOf(request[1], file).some((path) => MESSAGE_PACKAGE.test(path));
  const isMethod = receiver !== '' && /^[A-Z]/.test(name) && params.length === 2 && results.length === 2;
  return isMethod && isMessage && isContext(params[0]!.type) ? 'rpc' : null;
}

/** Functions that a handler reaches: an HTTP handler, an RPC method, a consumer. */
function requestPath(
  reached: readonly FunctionSummary[],
  byFunction: ReadonlyMap<GoFunction, FunctionSummary>,
  calledBy: (summary: FunctionSummary) => readonly GoFunction[],
): Set<GoFunction> {
  const found = new Set<GoFunction>();
  const queue = reached.filter((s) => isHandler(s)).map((s) => s.fn);
  for (let fn = queue.pop(); fn; fn = queue.pop()) {
    if (found.has(fn)) continue;
    found.add(fn);
    const summary = byFunction.get(fn);
    if (summary) queue.push(...calledBy(summary));
  }
  return found;
}

const HANDLER_TYPES = /^(?:Request|ResponseWriter|Context|Ctx|Message|ConsumerMessage|Delivery|Msg)$/;

function isHandler(summary: FunctionSummary): boolean {
  const { params, results, receiver, name } = summary.fn.facts;
  if (summary.consumes.length > 0) return true;
  const named = params.some(
    ({ type }) =>
      type?.[0] === 'q' && HANDLER_TYPES.test(type[2]) && !(type[1] === 'context' && type[2] === 'Context'),
  );
  if (named) return true;
  // A gRPC method: (ctx, request) (response, error) on a type, exported.
  const first = params[0]?.type;
  const takesContext = first?.[0] === 'q' && first[1] === 'context';
  return (
    receiver !== '' && /^[A-Z]/.test(name) && takesContext && params.length === 2 && results.length === 2
  );
}
