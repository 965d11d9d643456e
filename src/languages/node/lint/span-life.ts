/** Follows the span in one variable along every way through a function. */
import { type AstNode, bare, child, textOf } from '../facts/ast.js';
import type { FlowEdge, FlowGraph, FlowStep } from './flow-graph.js';
import { awaitsIn } from './raising.js';
import { eventsOf, type Subject, type VariableEvent } from './variable-events.js';

/** A way to lose an open span. */
export interface Leak {
  /** `start` is among those that the caller recognised; -1 for a span that the function was given. */
  start: number;
  kind: 'return' | 'end' | 'throw' | 'await' | 'reassigned';
  /** The statement that leaves, the `await` that may fail, or the assignment that replaces the span. */
  node: AstNode;
  /** Every `await` of it that may fail, for those that leave by one. */
  awaits: readonly AstNode[];
  /** Calls that got the span on the way: it is lost only if none of them takes care of it. */
  passes: readonly Pass[];
}

export interface Pass {
  call: AstNode;
  position: number;
}

/** Something done to a span that has ended. */
export interface Misuse {
  kind: 'end' | 'write';
  node: AstNode;
  /** Where it has ended. */
  ended: AstNode;
}

export interface SpanLife {
  leaks: readonly Leak[];
  misuses: readonly Misuse[];
  /** Whether the span is ended, or may be taken care of elsewhere, on some way. */
  mayEnd: boolean;
}

export interface Follow extends Subject {
  graph: FlowGraph;
  /** The number of the start that an expression is, or null. */
  startOf(value: AstNode): number | null;
  /** The function is entered with an open span in the variable. */
  given: boolean;
}

/** One thing that may be true of the variable at a step. */
type State =
  | { is: 'none' }
  /** In flight while a call's exception goes through a finalizer: one that may well never be raised. */
  | { is: 'open'; start: number; passes: readonly Pass[]; inFlight?: boolean }
  | { is: 'ended'; start: number; at: AstNode }
  | { is: 'gone' };

const NONE: State = { is: 'none' };
const GONE: State = { is: 'gone' };
const MAX_PASSES = 5;

/** What becomes of the span. */
export function followSpan(follow: Follow): SpanLife {
  const ids = createIds();
  const keyOf = (state: State): string => {
    if (state.is === 'open')
      return `open ${state.start} ${state.inFlight === true} ${state.passes.map(({ call, position }) => `${ids(call)}.${position}`)}`;
    return state.is === 'ended' ? `ended ${state.start} ${ids(state.at)}` : state.is;
  };
  const seen = new Map<FlowStep, Map<string, State>>();
  const events = new Map<FlowStep, readonly VariableEvent[]>();
  const leaks = new Map<string, Leak>();
  const misuses = new Map<AstNode, Misuse>();
  let mayEnd = false;
  const queue: { step: FlowStep; state: State }[] = [];

  const enter = (step: FlowStep, state: State): void => {
    const states = seen.get(step) ?? new Map<string, State>();
    const key = keyOf(state);
    if (states.has(key)) return;
    seen.set(step, states.set(key, state));
    queue.push({ step, state });
  };
  const lose = (state: State, kind: Leak['kind'], node: AstNode, awaits: readonly AstNode[] = []): void => {
    if (state.is !== 'open' || state.inFlight === true) return;
    const leak = { start: state.start, kind, node, awaits, passes: state.passes };
    leaks.set(`${keyOf(state)} ${kind} ${ids(node)}`, leak);
  };

  const assigned = (state: State, node: AstNode, value: AstNode | null): State[] => {
    const after = value === null ? [NONE] : valueStates(value, follow);
    // A declaration begins a new variable on each turn of a loop; an assignment replaces what is there.
    if (node.type === 'AssignmentExpression') lose(state, 'reassigned', node);
    else if (state.is === 'open' && state.passes.length === 0) lose(state, 'reassigned', node);
    return after;
  };

  const apply = (state: State, event: VariableEvent): State[] => {
    if (event.kind === 'assign') return assigned(state, event.node, event.value);
    if (event.kind === 'escape') {
      if (state.is !== 'none') mayEnd = true;
      return [state.is === 'none' ? state : GONE];
    }
    if (event.kind === 'pass') {
      if (state.is !== 'open') return [state];
      if (state.passes.length >= MAX_PASSES) return [GONE];
      const { node: call, position } = event;
      if (state.passes.some((pass) => pass.call === call && pass.position === position)) return [state];
      return [{ ...state, passes: [...state.passes, { call, position }] }];
    }
    if (state.is === 'ended' && state.at !== event.node)
      misuses.set(event.node, { kind: event.kind, node: event.node, ended: state.at });
    if (event.kind === 'write' || (state.is !== 'open' && state.is !== 'ended')) return [state];
    mayEnd = true;
    // Who got the span before may have ended it already: what is done to it afterwards proves nothing.
    if (state.is === 'open' && state.passes.length > 0) return [GONE];
    return [{ is: 'ended', start: state.start, at: event.node }];
  };

  const leave = ({ kind, node }: NonNullable<FlowStep['exit']>, state: State): void => {
    if (kind !== 'throw') lose(state, kind, node);
    else if (node.type === 'ThrowStatement') lose(state, 'throw', node);
    else {
      const awaits = awaitsIn(node, follow.neverRejects);
      if (awaits[0]) lose(state, 'await', awaits[0], awaits);
    }
  };

  enter(follow.graph.entry, follow.given ? { is: 'open', start: -1, passes: [] } : NONE);
  for (let item = queue.pop(); item !== undefined; item = queue.pop()) {
    const { step } = item;
    const state = step.catches && item.state.is === 'open' ? { ...item.state, inFlight: false } : item.state;
    if (step.exit !== null) leave(step.exit, state);
    if (step.node !== null && !events.has(step)) events.set(step, eventsOf(step.node, follow));
    const here = events.get(step) ?? [];
    const after = here.reduce<State[]>(
      (states, event) => states.flatMap((one) => apply(one, event)),
      [state],
    );
    for (const edge of step.next)
      for (const one of after) if (isPossible(edge, one, follow)) enter(edge.to, one);
    if (step.raises === null || isOwnCall(step.node, here)) continue;
    const handsOn = here.some(({ kind }) => kind === 'escape' || kind === 'pass');
    const isSure =
      step.raises.catches || (step.node !== null && awaitsIn(step.node, follow.neverRejects).length > 0);
    for (const one of handsOn ? after : [state])
      enter(step.raises, one.is === 'open' && !isSure ? { ...one, inFlight: true } : one);
  }
  return { leaks: [...leaks.values()], misuses: [...misuses.values()], mayEnd };
}

/** `null` or `undefined`. */
const isNothing = (node: AstNode): boolean =>
  (node.type === 'Literal' && node.value === null) || textOf(node, 'name') === 'undefined';

function createIds(): (node: AstNode) => number {
  const ids = new Map<AstNode, number>();
  return (node) => {
    const id = ids.get(node) ?? ids.size;
    ids.set(node, id);
    return id;
  };
}

/** What a variable may be after it got a value. */
function valueStates(value: AstNode, follow: Follow): State[] {
  const node = bare(value);
  if (node.type === 'ConditionalExpression')
    return ['consequent', 'alternate'].flatMap((key) => valueStates(child(node, key)!, follow));
  const start = follow.startOf(node);
  if (start !== null) return [{ is: 'open', start, passes: [] }];
  return [isNothing(node) ? NONE : GONE];
}

/** `span.end()` and `span.setStatus(…)` raise nothing. */
function isOwnCall(node: AstNode | null, events: readonly VariableEvent[]): boolean {
  return node !== null && events.some((event) => bare(node) === event.node && event.kind !== 'pass');
}

/** Whether the condition of an edge can hold, as far as it asks whether there is a span. */
function isPossible({ when }: FlowEdge, state: State, follow: Follow): boolean {
  if (when === undefined || state.is === 'gone') return true;
  const present = asksForPresence(when.test, follow);
  if (present === null) return true;
  return (present === when.holds) === (state.is !== 'none');
}

/** True when a condition holds if there is a span, false when it holds if there is none, null when it asks for more. */
function asksForPresence(test: AstNode, { bindings, variable }: Subject): boolean | null {
  const isVariable = (node: AstNode | null) =>
    node?.type === 'Identifier' && bindings.resolve(node) === variable;
  const condition = bare(test);
  if (isVariable(condition)) return true;
  if (condition.type !== 'BinaryExpression') return null;
  const left = child(condition, 'left');
  const right = child(condition, 'right');
  const other = isVariable(left) ? right : isVariable(right) ? left : null;
  if (other === null) return null;
  if (!isNothing(other)) return null;
  if (condition.operator === '!=' || condition.operator === '!==') return true;
  return condition.operator === '==' || condition.operator === '===' ? false : null;
}
