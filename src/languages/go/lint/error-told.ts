/** What is done to tell a span of an error: on the spot, in functions that get the span or its context, or deferred. */
import type { GoFunction } from '../program.js';
import { walk } from '../rewrite/walk.js';
import type { CallExpr, Expr, GoNode } from '../syntax/ast.js';
import { contextRoot } from './context-values.js';
import type { GoCodebase } from './go-codebase.js';
import { type OpenFunction, openSymbol } from './go-function.js';
import { parameterOf } from './span-effects.js';
import { isOpenTelemetry, spanEnders } from './span-types.js';

/** Bits: how a span was told. */
export const STATUS = 1;
export const RECORD = 2;
/** Somebody got the span who may do anything. */
export const UNKNOWN = 4;
/** The error was logged. */
export const LOG = 8;

/** Methods of a span that say nothing of errors. */
const SILENT =
  /^(?:End|AddEvent|AddLink|SetAttributes?|SetName|SpanContext|IsRecording|TracerProvider|RecordError|SetStatus)$/;
const LOGS = /^(?:Error|Warn|Fatal|Panic|Log)(?:f|w|ln|Context|Ctx)?$/;
/** Packages whose functions are called like those of loggers. */
const NO_LOGGERS = /^go\.opentelemetry\.io\/otel(?!\/log)|^google\.golang\.org\/grpc\/status$/;
const MAX_DEPTH = 4;

/** What the calls in a node tell the span that `isSpan` knows, function literals included. */
export function toldIn(
  codebase: GoCodebase,
  fn: OpenFunction,
  node: GoNode,
  isSpan: (expr: Expr) => boolean,
  depth = 0,
): number {
  let told = 0;
  for (const one of walk(node)) if (one.kind === 'CallExpr') told |= toldBy(codebase, fn, one, isSpan, depth);
  return told;
}

function toldBy(
  codebase: GoCodebase,
  fn: OpenFunction,
  call: CallExpr,
  isSpan: (expr: Expr) => boolean,
  depth: number,
): number {
  const { fun } = call;
  if (fun.kind === 'SelectorExpr') {
    const { name } = fun.sel;
    if (isSpan(fun.x) || isActiveSpan(fn, fun.x)) {
      if (name === 'RecordError') return RECORD;
      if (name === 'SetStatus') return call.args[0] && isErrorCode(call.args[0]) ? STATUS : 0;
      if (SILENT.test(name) && call.args.every((arg) => !mentionsError(fn, arg))) return 0;
      return ofMethod(codebase, fn, call, depth);
    }
    if (LOGS.test(name) && call.args.length > 0 && !NO_LOGGERS.test(packageOf(fn, call)))
      return LOG | handed(codebase, fn, call, isSpan, depth);
  }
  return handed(codebase, fn, call, isSpan, depth);
}

/** `codes.Error`; a variable may be one. */
function isErrorCode(arg: Expr): boolean {
  const name = arg.kind === 'SelectorExpr' ? arg.sel.name : arg.kind === 'Ident' ? arg.name : '';
  return !/^(?:Ok|Unset)$/.test(name);
}

function packageOf(fn: OpenFunction, call: CallExpr): string {
  const callee = fn.types.callee(call);
  return callee.kind === 'library' ? callee.path : '';
}

/** `trace.SpanFromContext(ctx)`, which is the span that was put there. */
function isActiveSpan(fn: OpenFunction, expr: Expr): boolean {
  if (expr.kind === 'Ident') {
    const source = fn.names.of(expr)?.source;
    return source?.from === 'value' && source.value.kind === 'CallExpr' && isActiveSpan(fn, source.value);
  }
  return (
    expr.kind === 'CallExpr' && expr.fun.kind === 'SelectorExpr' && expr.fun.sel.name === 'SpanFromContext'
  );
}

export function mentionsError(fn: OpenFunction, arg: Expr): boolean {
  return [...walk(arg)].some(
    (node) =>
      node.kind === 'Ident' &&
      /^(?:err|e|retErr)$|[eE]rr(?:or)?$|^err[A-Z0-9]/.test(node.name) &&
      fn.names.of(node),
  );
}

/** A method of a span type of the codebase: what it does to the span inside. */
function ofMethod(codebase: GoCodebase, fn: OpenFunction, call: CallExpr, depth: number): number {
  const callee = fn.types.callee(call);
  if (callee.kind !== 'function') return call.args.some((arg) => mentionsError(fn, arg)) ? UNKNOWN : 0;
  return ofParameter(codebase, callee.fn, NO_PARAMETER, depth);
}

/** A call that gets the span, or a context that may hold it together with an error. */
function handed(
  codebase: GoCodebase,
  fn: OpenFunction,
  call: CallExpr,
  isSpan: (expr: Expr) => boolean,
  depth: number,
): number {
  const index = call.args.findIndex((arg) => isSpan(arg.kind === 'UnaryExpr' ? arg.x : arg));
  const callee = fn.types.callee(call);
  if (index < 0) {
    const withError =
      callee.kind === 'function' &&
      call.args.some((arg) => contextRoot(fn, arg) !== undefined) &&
      call.args.some((arg) => mentionsError(fn, arg));
    return withError ? ofParameter(codebase, callee.fn, NO_PARAMETER, depth) : 0;
  }
  switch (callee.kind) {
    case 'function':
      return ofParameter(codebase, callee.fn, index, depth);
    case 'library':
      return isOpenTelemetry(callee.path) || isStandard(callee.path) ? 0 : UNKNOWN;
    case 'builtin':
    case 'conversion':
      return 0;
    default:
      return UNKNOWN;
  }
}

function isStandard(path: string): boolean {
  return !path.split('/')[0]?.includes('.');
}

/** The span is not an argument: it is in a field, or in the context. */
const NO_PARAMETER = -1;

/** What a function tells the span that it gets as a parameter, or that it has otherwise. Read once, and never in a circle. */
function ofParameter(codebase: GoCodebase, fn: GoFunction, index: number, depth: number): number {
  if (depth >= MAX_DEPTH) return UNKNOWN;
  const known = codebase.once(toldByFunction);
  let byIndex = known.get(fn);
  if (!byIndex) {
    byIndex = new Map();
    known.set(fn, byIndex);
  }
  let told = byIndex.get(index);
  if (told === undefined) {
    byIndex.set(index, 0);
    told = readBody(codebase, fn, index, depth);
    byIndex.set(index, told);
  }
  return told;
}

function toldByFunction(): Map<GoFunction, Map<number, number>> {
  return new Map();
}

function readBody(codebase: GoCodebase, fn: GoFunction, index: number, depth: number): number {
  const open = openSymbol(codebase, fn);
  if (!open?.decl.body) return UNKNOWN;
  const parameter = index === NO_PARAMETER ? undefined : parameterOf(open, open.decl, index);
  if (!parameter && index !== NO_PARAMETER) return 0;
  const isHeld = (x: Expr) =>
    (x.kind === 'Ident' && parameter !== undefined && open.names.of(x) === parameter) ||
    (x.kind === 'SelectorExpr' && spanEnders(codebase, open.types.of(x)) !== null);
  return toldIn(codebase, open, open.decl.body, isHeld, depth + 1);
}
