/** What the functions of a codebase do to the spans that they get, and which hand over spans that they start. */
import type { LocalVariable } from '../names/local-variable.js';
import type { GoFunction } from '../program.js';
import type { Block, CallExpr, Expr, FuncDecl, FuncLit, Stmt } from '../syntax/ast.js';
import type { Callee } from './expression-types.js';
import { graphOf } from './function-graph.js';
import type { GoCodebase } from './go-codebase.js';
import { type OpenFunction, openSymbol } from './go-function.js';
import { type Life, NO_LIFE, type Origin } from './life.js';
import { followSpan, type SpanEffect, type SpanWorld } from './span-life.js';
import { isOpenTelemetry, spanEnders, TRACE_API } from './span-types.js';
import { type StepContext, stepsOf, type ValueStep } from './value-steps.js';

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

const NOTHING: SpanEffect = { ends: 'never', handsOn: false };
const HANDS_ON: SpanEffect = { ends: 'never', handsOn: true };

/** The life of a span from its start, or from its arrival as a parameter or captured variable. */
export function lifeOf(
  codebase: GoCodebase,
  fn: OpenFunction,
  owner: FuncDecl | FuncLit,
  origin: Origin,
): Life {
  if (!owner.body) return NO_LIFE;
  const known = codebase.once(allLives);
  const place: object = origin.kind === 'call' ? origin.call : origin.variable;
  let lives = known.get(place);
  if (!lives) {
    lives = new Map();
    known.set(place, lives);
  }
  const key = `${owner.start}${origin.kind === 'call' ? `:${origin.result}` : ''}`;
  let life = lives.get(key);
  if (!life) {
    lives.set(key, NO_LIFE);
    life = followSpan(worldOf(codebase, fn, owner, owner.body), origin);
    lives.set(key, life);
  }
  return life;
}

function allLives(): Map<object, Map<string, Life>> {
  return new Map();
}

function worldOf(
  codebase: GoCodebase,
  fn: OpenFunction,
  owner: FuncDecl | FuncLit,
  body: Block,
): SpanWorld {
  const { names, types } = fn;
  return {
    graph: graphOf(codebase, fn, body),
    names,
    steps: (node) => nodeSteps(codebase, fn, owner, node),
    holdsSpan: (variable) => spanEnders(codebase, types.variable(variable)) !== null,
    isError: (variable) => isErrorVariable(fn, variable),
    method: (use) => methodEffect(codebase, fn, use.name, use.call),
    argument: (call, index) => argumentEffect(codebase, fn, call, index),
    closure: (literal, variable) =>
      effectOf(lifeOf(codebase, fn, literal, { kind: 'entry', variable })),
  };
}

export function isErrorVariable(fn: OpenFunction, variable: LocalVariable): boolean {
  if (variable.type) return variable.type.kind === 'Ident' && variable.type.name === 'error';
  const { source } = variable;
  if (source?.from === 'value' && source.value.kind === 'CallExpr') {
    const callee = fn.types.callee(source.value);
    if (callee.kind === 'function') {
      const result = callee.fn.facts.results[source.result];
      return result?.[0] === 'n' && result[1] === 'error';
    }
  }
  return /^err$|Err$|^err[A-Z0-9]/.test(variable.name);
}

function effectOf({ ends, handedOn, unclear }: Life): SpanEffect {
  return { ends, handsOn: handedOn || unclear };
}

/** Steps of a node of a function's graph, read once. */
export function nodeSteps(
  codebase: GoCodebase,
  fn: OpenFunction,
  owner: FuncDecl | FuncLit,
  node: Stmt | Expr,
): readonly ValueStep[] {
  const known = codebase.once(allSteps);
  let steps = known.get(node);
  if (!steps) {
    steps = stepsOf(contextOf(codebase, fn, owner), node);
    known.set(node, steps);
  }
  return steps;
}

function allSteps(): Map<Stmt | Expr, readonly ValueStep[]> {
  return new Map();
}

function contextOf(codebase: GoCodebase, fn: OpenFunction, owner: FuncDecl | FuncLit): StepContext {
  const { names, types } = fn;
  const fields = owner.type.results?.list ?? [];
  return {
    names,
    results: fields.flatMap((field) => field.names.flatMap((name) => names.of(name) ?? [])),
    resultCount: fields.reduce((sum, field) => sum + Math.max(1, field.names.length), 0),
    isConversion: (call) => types.callee(call).kind === 'conversion',
    isFluent: (call) => isFluent(codebase, fn, call),
    isSpanLiteral: (literal) => spanEnders(codebase, types.of(literal)) !== null,
  };
}

/** `startSpan(ctx).WithTag("a", b)` is the same span again. */
function isFluent(codebase: GoCodebase, fn: OpenFunction, call: CallExpr): boolean {
  if (call.fun.kind !== 'SelectorExpr') return false;
  const callee = fn.types.callee(call);
  if (callee.kind !== 'function' && callee.kind !== 'interface') return false;
  const [owner, result] = [fn.types.of(call.fun.x), fn.types.of(call)];
  if (owner?.kind !== 'named' || result?.kind !== 'named') return false;
  return owner.path === result.path && owner.name === result.name && spanEnders(codebase, owner) !== null;
}

function methodEffect(codebase: GoCodebase, fn: OpenFunction, name: string, call: CallExpr): SpanEffect {
  if (call.fun.kind !== 'SelectorExpr') return NOTHING;
  const enders = spanEnders(codebase, fn.types.of(call.fun.x));
  if (enders?.has(name)) return { ends: 'always', handsOn: false };
  const callee = fn.types.callee(call);
  // A method of the user's own that stands around the span may end it in its body.
  return callee.kind === 'function' ? parameterEffect(codebase, callee.fn, -1) : NOTHING;
}

function argumentEffect(
  codebase: GoCodebase,
  fn: OpenFunction,
  call: CallExpr,
  index: number,
): SpanEffect {
  const callee = fn.types.callee(call);
  switch (callee.kind) {
    case 'function':
      return configured(codebase, callee.fn, 'end')
        ? { ends: 'always', handsOn: false }
        : parameterEffect(codebase, callee.fn, index);
    case 'interface':
      return anyEffect(
        (codebase.program.methodsByName.get(callee.name) ?? []).map((method) =>
          parameterEffect(codebase, method, index),
        ),
      );
    case 'literal': {
      const parameter = parameterOf(fn, callee.literal, index);
      if (!parameter) return NOTHING;
      return effectOf(lifeOf(codebase, fn, callee.literal, { kind: 'entry', variable: parameter }));
    }
    case 'library':
      return isOpenTelemetry(callee.path) || isStandard(callee.path) || LOGS.test(callee.name) ? NOTHING : HANDS_ON;
    case 'builtin':
      return callee.name === 'append' ? HANDS_ON : NOTHING;
    default:
      return HANDS_ON;
  }
}

/** `fmt.Println(span)` and `logger.Infow("…", span)` do not end it. */
const LOGS = /^(?:Print|Debug|Info|Warn|Error|Log|Trace)/;

function isStandard(path: string): boolean {
  return !path.split('/')[0]?.includes('.');
}

function anyEffect(effects: readonly SpanEffect[]): SpanEffect {
  if (effects.length === 0) return HANDS_ON;
  return (
    effects.find((e) => e.ends === 'always') ??
    effects.find((e) => e.ends === 'sometimes') ??
    effects.find((e) => e.handsOn) ??
    NOTHING
  );
}

/** What a function does to its parameter; -1 is the receiver. */
export function parameterEffect(codebase: GoCodebase, fn: GoFunction, index: number): SpanEffect {
  const open = openSymbol(codebase, fn);
  if (!open) return HANDS_ON;
  const variable =
    index < 0
      ? open.decl.recv && variableOf(open, open.decl.recv.list[0]?.names[0])
      : parameterOf(open, open.decl, index);
  return variable ? effectOf(lifeOf(codebase, open, open.decl, { kind: 'entry', variable })) : NOTHING;
}

function variableOf(fn: OpenFunction, ident: Expr | undefined): LocalVariable | undefined {
  return ident?.kind === 'Ident' ? fn.names.of(ident) : undefined;
}

/** The parameter that an argument lands in; the last one of a variadic function takes all that follow. */
export function parameterOf(
  fn: OpenFunction,
  owner: FuncDecl | FuncLit,
  index: number,
): LocalVariable | undefined {
  const { list } = owner.type.params;
  const names = list.flatMap((field) => (field.names.length > 0 ? field.names : [undefined]));
  const variadic = list.at(-1)?.type.kind === 'Ellipsis';
  return variableOf(fn, names[variadic ? Math.min(index, names.length - 1) : index]);
}

function configured(codebase: GoCodebase, fn: GoFunction, does: 'start' | 'end'): boolean {
  if (codebase.wrappers.length === 0) return false;
  const name = `${fn.file.package.importPath}.${fn.label}`;
  return codebase.wrappers.some((w) => w.does === does && w.function === name);
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
      return startsWithTracer(codebase, fn, callee, call) ? { result: 1, holds: 'span', direct: true } : undefined;
    case 'function':
      return handoverOfFunction(codebase, callee.fn);
    case 'interface':
      return handoverOfInterface(codebase, fn, callee, call);
    default:
      return undefined;
  }
}

/** `tracer.Start(ctx, "name")` on a tracer of OpenTelemetry. */
function startsWithTracer(
  codebase: GoCodebase,
  _fn: OpenFunction,
  callee: Callee & { kind: 'library' },
  call: CallExpr,
): boolean {
  if (callee.receiver === '') {
    const name = `${callee.path}.${callee.name}`;
    return codebase.wrappers.some((w) => w.does === 'start' && w.function === name);
  }
  if (callee.name !== 'Start' || !isOpenTelemetry(callee.path) || call.args.length < 2) return false;
  return callee.receiver === 'Tracer' || (callee.receiver === '?' && callee.path.startsWith(TRACE_API));
}

function handoverOfInterface(
  codebase: GoCodebase,
  fn: OpenFunction,
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
  return isTracer && call.args.length >= 2 && fn ? { result, holds: 'span', direct: true } : undefined;
}

function isTraceSpan(type: Callee extends never ? never : unknown): boolean {
  const named = type as { kind?: string; path?: string } | null | undefined;
  return named?.kind === 'named' && named.path === TRACE_API;
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

/** Every call with the function or literal right around it, in order of the text. */
export function callsIn(decl: FuncDecl): { call: CallExpr; owner: FuncDecl | FuncLit }[] {
  const found: { call: CallExpr; owner: FuncDecl | FuncLit }[] = [];
  const stack: { node: object; owner: FuncDecl | FuncLit }[] = decl.body ? [{ node: decl.body, owner: decl }] : [];
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

