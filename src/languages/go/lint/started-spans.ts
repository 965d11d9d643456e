/** Which calls start a span, or hand one over that a function of the codebase started. */
import type { GoType } from '../go-type.js';
import type { GoFunction } from '../program.js';
import type { CallExpr, Expr, FuncDecl, FuncLit } from '../syntax/ast.js';
import type { Callee } from './expression-types.js';
import type { GoCodebase } from './go-codebase.js';
import { type OpenFunction, openSymbol } from './go-function.js';
import type { Origin } from './life.js';
import { configured, lifeOf } from './span-effects.js';
import { isOpenTelemetry, spanEnders, TRACE_API } from './span-types.js';

/** A call that hands over a started span. */
export interface SpanStart {
  fn: OpenFunction;
  /** The function or literal right around it. */
  owner: FuncDecl | FuncLit;
  call: CallExpr;
  origin: Origin & { kind: 'call' };
  /** True for a method of a tracer itself, false for a function of the codebase. */
  direct: boolean;
}

/** A result of a call that hands over a span or a function that ends one. */
interface Handover {
  result: number;
  holds: 'span' | 'ender';
  direct: boolean;
}

/** What a call hands over, if it starts a span. */
export function handoverOf(codebase: GoCodebase, fn: OpenFunction, call: CallExpr): Handover | undefined {
  const callee = fn.types.callee(call);
  switch (callee.kind) {
    case 'library':
      return startsWithTracer(codebase, callee, call)
        ? { result: 1, holds: 'span', direct: true }
        : undefined;
    case 'function':
      return handoverOfFunction(codebase, callee.fn);
    case 'interface':
      return handoverOfInterface(codebase, callee, call);
    default:
      return undefined;
  }
}

/** `tracer.Start(ctx, "name")` on a tracer of OpenTelemetry. */
function startsWithTracer(
  codebase: GoCodebase,
  callee: Callee & { kind: 'library' },
  call: CallExpr,
): boolean {
  if (callee.receiver === '') {
    const name = `${callee.path}.${callee.name}`;
    return codebase.wrappers.some((w) => w.does === 'start' && w.function === name);
  }
  if (callee.name !== 'Start' || !isOpenTelemetry(callee.path) || call.args.length < 2) return false;
  if (isNoop(call.fun)) return false;
  return callee.receiver === 'Tracer' || (callee.receiver === '?' && callee.path.startsWith(TRACE_API));
}

/** `noop.NewTracerProvider().Tracer("").Start(…)`: its spans need no end. */
function isNoop(fun: Expr): boolean {
  let link = fun;
  while (link.kind === 'SelectorExpr' || link.kind === 'CallExpr') {
    if (link.kind === 'SelectorExpr' && /noop/i.test(link.sel.name)) return true;
    link = link.kind === 'SelectorExpr' ? link.x : link.fun;
  }
  return link.kind === 'Ident' && /noop/i.test(link.name);
}

function handoverOfInterface(
  codebase: GoCodebase,
  callee: Callee & { kind: 'interface' },
  call: CallExpr,
): Handover | undefined {
  const result = callee.results.findIndex((type) => spanEnders(codebase, type) !== null);
  if (result < 0) return undefined;
  const methods = codebase.program.methodsByName.get(callee.name) ?? [];
  const found = methods.map((method) => handoverOfFunction(codebase, method));
  if (found.some((one) => one?.result === result)) return { result, holds: 'span', direct: false };
  // An interface of one's own with the signature of a tracer.
  const isTracer = callee.name === 'Start' && result === 1 && isTraceSpan(callee.results[1]);
  return isTracer && call.args.length >= 2 ? { result, holds: 'span', direct: true } : undefined;
}

function isTraceSpan(type: GoType | undefined): boolean {
  return type?.kind === 'named' && type.path === TRACE_API;
}

/** A function that starts a span and leaves it to its caller to end. */
export function handoverOfFunction(codebase: GoCodebase, fn: GoFunction): Handover | undefined {
  const known = codebase.once(allHandovers);
  if (!known.has(fn)) {
    known.set(fn, undefined);
    known.set(fn, findHandover(codebase, fn));
  }
  return known.get(fn);
}

function allHandovers(): Map<GoFunction, Handover | undefined> {
  return new Map();
}

function findHandover(codebase: GoCodebase, fn: GoFunction): Handover | undefined {
  const open = openSymbol(codebase, fn);
  if (!open) return undefined;
  const results = fn.facts.results.map((_, i) => open.types.written(resultType(open.decl, i)));
  const spans = results.map((type) => spanEnders(codebase, type) !== null);
  const span = spans.indexOf(true);
  if (configured(codebase, fn, 'start')) return { result: Math.max(span, 0), holds: 'span', direct: false };
  const enders = results.map((type) => type?.kind === 'func' && type.results.length === 0);
  if (span < 0 && !enders.includes(true)) return undefined;
  for (const start of startsIn(codebase, open)) {
    if (start.owner !== open.decl) continue;
    const life = lifeOf(codebase, open, open.decl, start.origin);
    for (const result of life.returned) if (spans[result]) return { result, holds: 'span', direct: false };
    for (const result of life.returnedEnders) {
      if (enders[result]) return { result, holds: 'ender', direct: false };
    }
  }
  return undefined;
}

function resultType(decl: FuncDecl, index: number): Expr | undefined {
  return (decl.type.results?.list ?? []).flatMap((f) => Array(Math.max(1, f.names.length)).fill(f.type))[
    index
  ];
}

/** The calls of a function, literals in it included, that hand over a started span, in order. */
export function startsIn(codebase: GoCodebase, fn: OpenFunction): readonly SpanStart[] {
  const known = codebase.once(allStarts);
  let starts = known.get(fn);
  if (!starts) {
    starts = callsIn(fn.decl).flatMap(({ call, owner }) => {
      const handover = handoverOf(codebase, fn, call);
      if (!handover) return [];
      const { result, holds, direct } = handover;
      return [{ fn, owner, call, direct, origin: { kind: 'call' as const, call, result, holds } }];
    });
    known.set(fn, starts);
  }
  return starts;
}

function allStarts(): Map<OpenFunction, readonly SpanStart[]> {
  return new Map();
}

export interface OwnedCall {
  call: CallExpr;
  /** The function or literal right around it. */
  owner: FuncDecl | FuncLit;
}

const callsByDeclaration = new WeakMap<FuncDecl, readonly OwnedCall[]>();

/** Every call of a function, those of literals in it included, in order of the text. Read once. */
export function callsIn(decl: FuncDecl): readonly OwnedCall[] {
  let calls = callsByDeclaration.get(decl);
  if (!calls) {
    calls = findCalls(decl);
    callsByDeclaration.set(decl, calls);
  }
  return calls;
}

function findCalls(decl: FuncDecl): OwnedCall[] {
  const found: OwnedCall[] = [];
  const stack: { node: object; owner: FuncDecl | FuncLit }[] = decl.body
    ? [{ node: decl.body, owner: decl }]
    : [];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { node } = next;
    const kind = (node as { kind?: unknown }).kind;
    if (kind === 'CallExpr') found.push({ call: node as CallExpr, owner: next.owner });
    const owner = kind === 'FuncLit' ? (node as FuncLit) : next.owner;
    for (const value of Object.values(node)) {
      if (Array.isArray(value)) for (const one of value) stack.push({ node: one as object, owner });
      else if (typeof value === 'object' && value !== null) stack.push({ node: value as object, owner });
    }
  }
  return found.sort((a, b) => a.call.start - b.call.start);
}
