/** Which calls do something with the context they get that belongs into a trace: start a span, or call a traced library. */
import type { GoFunction } from '../program.js';
import type { CallExpr } from '../syntax/ast.js';
import { contextRoot, isContext } from './context-values.js';
import type { GoCodebase } from './go-codebase.js';
import { type OpenFunction, openSymbol } from './go-function.js';
import { runsLater } from './run-later.js';
import { parameterOf } from './span-effects.js';
import { callsIn, handoverOf, handoverOfFunction } from './started-spans.js';
import { isTracedCall } from './traced-libraries.js';

const MAX_DEPTH = 6;

/** Whether a span is started with the context that a call gets as its given argument; followed through the codebase. */
export function startsSpanWith(
  codebase: GoCodebase,
  fn: OpenFunction,
  call: CallExpr,
  index: number,
  depth = 0,
): boolean {
  const handover = handoverOf(codebase, fn, call);
  if (handover?.direct) return index === 0;
  const callee = fn.types.callee(call);
  switch (callee.kind) {
    case 'function':
      return startsWithParameter(codebase, callee.fn, index, depth);
    case 'interface': {
      const methods = (codebase.program.methodsByName.get(callee.name) ?? []).filter(isForUse);
      return (
        methods.length > 0 &&
        methods.length <= MAX_IMPLEMENTATIONS &&
        methods.every((method) => startsWithParameter(codebase, method, index, depth))
      );
    }
    case 'library':
      return index === 0 && isTracedCall(codebase, fn.file, callee.path, callee.name);
    default:
      return false;
  }
}

const MAX_IMPLEMENTATIONS = 6;

/** Mocks and fakes stand in for the code that runs. */
function isForUse({ file, facts }: GoFunction): boolean {
  return !/mock|fake|stub|noop|nop/i.test(`${file.path} ${facts.receiver}`);
}

function startsWithParameter(codebase: GoCodebase, fn: GoFunction, index: number, depth: number): boolean {
  if (depth > MAX_DEPTH) return false;
  const known = codebase.once(verdicts);
  let byIndex = known.get(fn);
  if (!byIndex) {
    byIndex = new Map();
    known.set(fn, byIndex);
  }
  let verdict = byIndex.get(index);
  if (verdict === undefined) {
    byIndex.set(index, false);
    verdict = findStart(codebase, fn, index, depth);
    byIndex.set(index, verdict);
  }
  return verdict;
}

function verdicts(): Map<GoFunction, Map<number, boolean>> {
  return new Map();
}

function findStart(codebase: GoCodebase, fn: GoFunction, index: number, depth: number): boolean {
  if (isGeneratedStub(fn) && index === 0) {
    return isTracedCall(codebase, fn.file, 'google.golang.org/grpc', 'Invoke');
  }
  const open = openSymbol(codebase, fn);
  if (!open) return false;
  const parameter = parameterOf(open, open.decl, index);
  if (!parameter || !isContext(open.types.variable(parameter))) return false;
  if (handoverOfFunction(codebase, fn)) return true;
  // What a goroutine does may well be meant to outlive the span around the call.
  return callsIn(open.decl).some(
    ({ call }) =>
      !runsLater(open, call) &&
      call.args.some(
        (arg, i) =>
          contextRoot(open, arg) === parameter && startsSpanWith(codebase, open, call, i, depth + 1),
      ),
  );
}

/** A method of a gRPC client that protoc wrote: `func (c *ordersClient) Get(ctx, in, opts...)`. */
function isGeneratedStub({ file, facts }: GoFunction): boolean {
  return (
    file.facts.generated &&
    /^[a-z]\w*Client$/.test(facts.receiver) &&
    file.facts.imports.some(({ path }) => path === 'google.golang.org/grpc')
  );
}
