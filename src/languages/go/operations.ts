/** Candidate business functions of one Go service. */
import type { Operation } from '#src/model/scan-report.js';
import { CANDIDATE_SCORE, scoreOperation } from '../operation-score.js';
import { lineOf, type TypeRef } from './facts.js';
import type { GoFunction } from './program.js';
import type { FunctionSummary } from './summary.js';

const MAX_OPERATIONS = 50;
/** How many operations an RPC method calls that is one itself, rather than the way to it. */
const COORDINATES = 2;
/** Libraries whose call is I/O, beside those of the integrations. */
const IO_PACKAGES = ['net/http', 'database/sql', 'net'];

/**
 * @param reached the functions that the service reaches
 * @param flagged whether the configuration names a function as an operation
 * @returns flagged ones first, then by score; those that have their span apart
 */
export function goOperations(
  reached: readonly FunctionSummary[],
  flagged: (names: readonly string[]) => boolean,
): { operations: Operation[]; spannedOperations: Operation[] } {
  const byFunction = new Map(reached.map((s) => [s.fn, s]));
  const calledBy = callsIn(reached, byFunction);
  const onPath = requestPath(reached, byFunction, calledBy);
  const io = new Set(reached.filter(doesIo).map((s) => s.fn));
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
    const hasContext = entry !== null || takesContext(fn);
    const mayCall = (ref: GoFunction) => io.has(ref) && (hasContext || !takesContext(ref));
    const calls = new Set(calledBy(summary).filter(mayCall)).size;
    const { score, reasons } = scoreOperation({
      name: facts.name,
      owner: facts.receiver,
      doesIo: io.has(fn),
      callsOperations: calls,
      parameterNames: facts.params.map((p) => p.name).filter((n) => n !== 'ctx' && n !== ''),
      statements: facts.statements,
      onRequestPath: onPath.has(fn),
      isHandler: entry === 'handler' || (entry === 'rpc' && calls < COORDINATES),
      takesContext: hasContext,
      place: file.path,
    });
    if (!isFlagged && score < CANDIDATE_SCORE) continue;
    (spans.length > 0 && !isFlagged ? spannedOperations : operations).push({
      name: fn.label,
      file: file.path,
      line: lineOf(facts.position),
      flagged: isFlagged,
      score,
      reasons: isFlagged ? ['is flagged as an operation', ...reasons] : reasons,
    });
  }
  const byRank = (a: Operation, b: Operation) =>
    Number(b.flagged) - Number(a.flagged) || b.score - a.score || compare(a.file, b.file) || a.line - b.line;
  const best = (found: Operation[]) => found.sort(byRank).slice(0, MAX_OPERATIONS);
  return { operations: best(operations), spannedOperations: best(spannedOperations) };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
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

/** Packages of gRPC that say what to answer, or what came with the request. */
const BESIDE_IO =
  /^google\.golang\.org\/grpc\/(?:codes|credentials|encoding|grpclog|keepalive|metadata|peer|status)(?:\/|$)/;

const ioPackages = new Map<string, boolean>();

function isIoPackage(path: string): boolean {
  let is = ioPackages.get(path);
  if (is === undefined) {
    is =
      IO_PACKAGES.includes(path) ||
      (!BESIDE_IO.test(path) &&
        /grpc|redis|kafka|sarama|pgx|sqlx|mongo(?!.*bson)|amqp|nats|gorm|aws-sdk|pb$|proto$/.test(path));
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

const takesContext = ({ facts }: GoFunction): boolean => facts.params.some(({ type }) => isContext(type));

/** What calls it from outside: a router, a consumer, or a gRPC server with a message of generated code. */
function entryOf({ facts: { name, params, results, receiver } }: GoFunction): 'handler' | 'rpc' | null {
  if (params.some(({ type }) => type?.[0] === 'q' && HANDLER_TYPES.test(type[2]) && !isContext(type)))
    return 'handler';
  const request = params[1]?.type;
  const isMessage = request?.[0] === 'q' && /(?:pb|proto|gen|api|rpc|v\d+)$/.test(request[1]);
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
