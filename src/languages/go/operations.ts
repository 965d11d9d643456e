/** Candidate business functions of one Go service. */
import type { Operation } from '#src/model/scan-report.js';
import { CANDIDATE_SCORE, scoreOperation } from '../operation-score.js';
import { lineOf } from './facts.js';
import type { GoFunction } from './program.js';
import type { FunctionSummary } from './summary.js';

const MAX_OPERATIONS = 50;
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
  const onPath = requestPath(reached, byFunction);
  const io = new Set(reached.filter(doesIo).map((s) => s.fn));
  const operations: Operation[] = [];
  const spannedOperations: Operation[] = [];
  for (const { fn, refs, spans } of reached) {
    const { facts, file } = fn;
    if (file.facts.generated || facts.name.startsWith('<') || facts.name === 'main' || facts.name === 'init')
      continue;
    if (facts.params.some(({ type }) => type?.[0] === 'q' && /health/i.test(type[1]))) continue;
    const isFlagged = facts.directive !== '' || flagged([facts.name, fn.label]);
    const { score, reasons } = scoreOperation({
      name: facts.name,
      owner: facts.receiver,
      doesIo: io.has(fn),
      callsOperations: refs.filter((ref) => io.has(ref)).length,
      parameterNames: facts.params.map((p) => p.name).filter((n) => n !== 'ctx' && n !== ''),
      statements: facts.statements,
      onRequestPath: onPath.has(fn),
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

function doesIo(summary: FunctionSummary): boolean {
  if (summary.consumes.length > 0 || summary.sites.length > 0) return true;
  for (const path of summary.libraries.keys()) if (isIoPackage(path)) return true;
  return false;
}

const ioPackages = new Map<string, boolean>();

function isIoPackage(path: string): boolean {
  let is = ioPackages.get(path);
  if (is === undefined) {
    is =
      IO_PACKAGES.includes(path) ||
      /grpc|redis|kafka|sarama|pgx|sqlx|mongo|amqp|nats|gorm|aws-sdk|pb$|proto$/.test(path);
    ioPackages.set(path, is);
  }
  return is;
}

/** Functions that a handler reaches: an HTTP handler, an RPC method, a consumer. */
function requestPath(
  reached: readonly FunctionSummary[],
  byFunction: ReadonlyMap<GoFunction, FunctionSummary>,
): Set<GoFunction> {
  const found = new Set<GoFunction>();
  const queue = reached.filter((s) => isHandler(s)).map((s) => s.fn);
  for (let fn = queue.pop(); fn; fn = queue.pop()) {
    if (found.has(fn)) continue;
    found.add(fn);
    for (const ref of byFunction.get(fn)?.refs ?? []) if (byFunction.has(ref)) queue.push(ref);
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
