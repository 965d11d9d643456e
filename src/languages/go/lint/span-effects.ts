/** What the functions of a codebase do to the spans that they get. */
import type { LocalVariable } from '../names/local-variable.js';
import type { GoFunction } from '../program.js';
import type { Block, CallExpr, Expr, FuncDecl, FuncLit, Stmt } from '../syntax/ast.js';
import { graphOf } from './function-graph.js';
import type { GoCodebase } from './go-codebase.js';
import { type OpenFunction, openSymbol } from './go-function.js';
import { type Life, NO_LIFE, type Origin } from './life.js';
import { followSpan } from './span-life.js';
import { isOpenTelemetry, spanEnders } from './span-types.js';
import { ENDS, HANDS_ON, NOTHING, type SpanEffect, type SpanWorld } from './span-world.js';
import { type StepContext, stepsOf, type ValueStep } from './value-steps.js';

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

function worldOf(codebase: GoCodebase, fn: OpenFunction, owner: FuncDecl | FuncLit, body: Block): SpanWorld {
  const { names, types } = fn;
  return {
    graph: graphOf(codebase, fn, body),
    names,
    steps: (node) => nodeSteps(codebase, fn, owner, node),
    holdsSpan: (variable) => spanEnders(codebase, types.variable(variable)) !== null,
    isError: (variable) => isErrorVariable(fn, variable),
    method: (use) => methodEffect(codebase, fn, use.name, use.call),
    argument: (call, index) => argumentEffect(codebase, fn, call, index),
    errorResult: errorResultOf(fn, owner),
    closure: (literal, variable) => effectOf(lifeOf(codebase, fn, literal, { kind: 'entry', variable })),
    closureLeaks: (literal, variable) => lifeOf(codebase, fn, literal, { kind: 'entry', variable }).leaks,
  };
}

/** A named result of type `error`, which a deferred function can look at. */
function errorResultOf({ names }: OpenFunction, owner: FuncDecl | FuncLit): LocalVariable | undefined {
  const last = owner.type.results?.list.at(-1);
  const name = last?.type.kind === 'Ident' && last.type.name === 'error' ? last.names.at(-1) : undefined;
  return name && names.of(name);
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

function effectOf({ ends, openByError, endsOnError, handedOn, unclear }: Life): SpanEffect {
  return { ends, openByError, endsOnError, handsOn: handedOn || unclear };
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
    owner,
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
  const type = fn.types.of(call.fun.x);
  // What a library's own wrapper gives has no known type.
  if (spanEnders(codebase, type)?.has(name) || (type === null && name === 'End')) return ENDS;
  const callee = fn.types.callee(call);
  // A method of the user's own that stands around the span may end it in its body.
  return callee.kind === 'function' ? parameterEffect(codebase, callee.fn, -1) : NOTHING;
}

function argumentEffect(codebase: GoCodebase, fn: OpenFunction, call: CallExpr, index: number): SpanEffect {
  const callee = fn.types.callee(call);
  switch (callee.kind) {
    case 'function':
      return configured(codebase, callee.fn, 'end') ? ENDS : parameterEffect(codebase, callee.fn, index);
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
      if (isStandard(callee.path)) return KEEPS.test(callee.name) ? HANDS_ON : NOTHING;
      return isOpenTelemetry(callee.path) || LOGS.test(callee.name) ? NOTHING : HANDS_ON;
    case 'builtin':
      return callee.name === 'append' ? HANDS_ON : NOTHING;
    default:
      return HANDS_ON;
  }
}

/** `fmt.Println(span)` and `logger.Infow("…", span)` do not end it. */
const LOGS = /^(?:Print|Debug|Info|Warn|Error|Log|Trace)/;

/** The standard library's own places to keep a value: `sync.Map`, `sync.Pool`, `atomic.Value`, `container/list`, contexts. */
const KEEPS =
  /^(?:Store|LoadOrStore|Swap|CompareAndSwap|Put|PushBack|PushFront|InsertBefore|InsertAfter|WithValue)$/;

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

/** Whether instrument.yaml says that a function starts or ends a span. */
export function configured(codebase: GoCodebase, fn: GoFunction, does: 'start' | 'end'): boolean {
  if (codebase.wrappers.length === 0) return false;
  const name = `${fn.file.package.importPath}.${fn.label}`;
  return codebase.wrappers.some((w) => w.does === does && w.function === name);
}
