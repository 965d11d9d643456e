/** Follows one span along every way through a function. */
import type { FlowBlock, FlowEdge } from '../control-flow/flow-graph.js';
import type { LocalVariable } from '../names/local-variable.js';
import { walk } from '../rewrite/walk.js';
import type { Expr, FuncLit, Range, Stmt } from '../syntax/ast.js';
import type { Life, Origin } from './life.js';
import { LifeConditions } from './life-conditions.js';
import { LifeReport } from './life-report.js';
import { keyOf, type LifeState, START, withOne } from './life-state.js';
import { isMadeError } from './made-errors.js';
import { ENDS, type SpanEffect, type SpanWorld } from './span-world.js';
import type { CallTime, ValueStep, ValueUse } from './value-steps.js';

/** States after which a function is given up as too tangled. */
const MAX_STATES = 6000;
/** What an ended span ignores, so that calling it is a mistake. */
const CLOSERS = /^(?:clean[uU]?p|close|closer|stop|shutdown|tear[dD]own|finish|done|cancel)$/;
const CHANGES = /^(?:Set\w+|AddEvent|AddLink|RecordError)$/;

export function followSpan(world: SpanWorld, origin: Origin): Life {
  const walk = new LifeWalk(world, origin);
  walk.run();
  return walk.report.life();
}

class LifeWalk {
  private readonly world: SpanWorld;
  private readonly origin: Origin;
  private readonly seen = new Set<string>();
  private readonly waiting: { block: FlowBlock; state: LifeState }[] = [];
  private readonly conditions: LifeConditions;
  readonly report = new LifeReport();

  constructor(world: SpanWorld, origin: Origin) {
    this.world = world;
    this.origin = origin;
    this.conditions = new LifeConditions(world, origin.kind === 'call');
  }

  run(): void {
    const { origin } = this;
    const state: LifeState =
      origin.kind === 'entry' ? { ...START, phase: 'open', holders: [origin.variable] } : START;
    this.enter(this.world.graph.entry, state);
    for (let next = this.waiting.pop(); next; next = this.waiting.pop()) {
      if (this.seen.size > MAX_STATES) {
        this.report.unclear = true;
        return;
      }
      this.pass(next.block, next.state);
    }
  }

  private enter(block: FlowBlock, state: LifeState): void {
    const key = `${block.id} ${keyOf(state)}`;
    if (this.seen.has(key)) return;
    this.seen.add(key);
    this.waiting.push({ block, state });
  }

  private pass(block: FlowBlock, entering: LifeState): void {
    let state = entering;
    for (const node of block.nodes) {
      for (const step of this.world.steps(node)) state = this.step(state, step);
    }
    if (block.exit) this.exit(state, block.exit.kind, block.exit.at, block.nodes.at(-1));
    for (const edge of block.next) {
      const after = this.take(state, block, edge);
      if (after) this.enter(edge.to, after);
    }
  }

  private exit(
    state: LifeState,
    kind: 'return' | 'end' | 'panic' | 'stop',
    at: Range,
    last: Stmt | Expr | undefined,
  ): void {
    if (kind === 'panic' || kind === 'stop') return;
    const deferred = state.deferred ?? this.pendingEnd(state);
    if (state.phase === 'open') {
      if (deferred || (state.endsOnError && this.fails(state, last))) this.report.endedWays++;
      else {
        this.report.openWays++;
        this.report.openByError ||= state.byError !== undefined;
        this.report.openWithError ||= state.byError !== 'nil';
        this.report.leak(at, kind);
      }
    } else if (state.phase === 'ended') {
      this.report.endedWays++;
      if (state.deferred && state.end && state.deferred.start < state.end.start) {
        this.report.late(state.end as Expr, 'End', state.deferred, true);
      }
    }
  }

  /** Whether a return gives an error that is surely not nil. */
  private fails({ facts }: LifeState, stmt: Stmt | Expr | undefined): boolean {
    if (stmt?.kind !== 'ReturnStmt') return false;
    const isFailed = (variable: LocalVariable | undefined) =>
      variable !== undefined && facts.get(`${variable.name}#${variable.id}==nil`) === false;
    const error = stmt.results.at(-1);
    if (!error) return isFailed(this.world.errorResult);
    if (isMadeError(error)) return true;
    return [...walk(error)].some((node) => node.kind === 'Ident' && isFailed(this.world.names.of(node)));
  }

  /** A registered defer that ends what a holder holds by now. */
  private pendingEnd(state: LifeState): LocalVariable | undefined {
    return state.endsLater.find((v) => state.holders.includes(v) || state.enders.includes(v));
  }

  private take(state: LifeState, from: FlowBlock, edge: FlowEdge): LifeState | null {
    const assumed = edge.assumes
      ? this.conditions.assume(state, edge.assumes.condition, edge.assumes.holds)
      : state;
    if (!assumed) return null;
    const { scope } = edge.to;
    const inScope = (v: LocalVariable) => v.scope.start <= scope.start && scope.end <= v.scope.end;
    if (assumed.holders.every(inScope) && assumed.enders.every(inScope)) return assumed;
    const after = {
      ...assumed,
      holders: assumed.holders.filter(inScope),
      enders: assumed.enders.filter(inScope),
    };
    if (assumed.phase !== 'open') return after;
    if (after.holders.length > 0 || after.enders.length > 0 || after.deferred) return after;
    if (this.pendingEnd(assumed)) return { ...after, deferred: from.scope };
    const end = Math.max(from.scope.start, from.scope.end - 1);
    if (edge.by) this.report.leak(edge.by, 'jump');
    else this.report.leak({ start: end, end: from.scope.end }, 'scope');
    return { ...after, phase: 'gone' };
  }

  private step(state: LifeState, step: ValueStep): LifeState {
    switch (step.kind) {
      case 'use':
        return this.use(state, step.variable, step.use, step.at);
      case 'overwritten':
        return this.overwritten(state, step.variable, step.at);
      case 'result': {
        const origin = this.origin;
        return origin.kind === 'call' && step.call === origin.call ? this.started(state, step.uses) : state;
      }
    }
  }

  private started(before: LifeState, uses: readonly ValueUse[]): LifeState {
    const { origin, world } = this;
    if (origin.kind !== 'call') return before;
    if (before.phase === 'open') {
      if (before.deferred) this.report.loopDefer ??= before.deferred;
      else if (!this.pendingEnd(before)) this.report.leak(origin.call, 'restarted');
    }
    const failure = uses.flatMap((use, i) =>
      i !== origin.result && use.kind === 'assigned' && world.isError(use.to) ? [use.to] : [],
    )[0];
    const state: LifeState = {
      ...START,
      phase: 'open',
      endsLater: before.endsLater,
      facts: before.facts,
      failure,
    };
    const use = uses[origin.result];
    if (!use || use.kind === 'discarded') {
      this.report.discarded = true;
      return { ...state, phase: 'gone' };
    }
    if (use.kind === 'assigned') return this.assigned(state, use.to, origin.holds === 'ender');
    const after = this.apply(state, use, origin.call, undefined, origin.holds === 'ender');
    if (after.phase !== 'open' || after.deferred) return after;
    this.report.discarded = true;
    return { ...after, phase: 'gone' };
  }

  private assigned(state: LifeState, to: LocalVariable, isEnder: boolean): LifeState {
    if (isEnder) return { ...state, enders: withOne(state.enders, to) };
    return { ...state, holders: withOne(state.holders, to) };
  }

  private overwritten(before: LifeState, variable: LocalVariable, at: Range): LifeState {
    let state = before;
    const stale = [...state.facts.keys()].filter((key) => key.includes(`#${variable.id}`));
    if (stale.length > 0) {
      const facts = new Map(state.facts);
      for (const key of stale) if (new RegExp(`#${variable.id}\\b`).test(key)) facts.delete(key);
      state = { ...state, facts };
    }
    if (state.failure === variable) state = { ...state, failure: undefined };
    if (!state.holders.includes(variable) && !state.enders.includes(variable)) return state;
    state = {
      ...state,
      holders: state.holders.filter((v) => v !== variable),
      enders: state.enders.filter((v) => v !== variable),
    };
    if (state.phase !== 'open' || state.holders.length > 0 || state.enders.length > 0 || state.deferred) {
      return state;
    }
    this.report.leak(at, 'overwritten');
    return { ...state, phase: 'gone' };
  }

  private use(state: LifeState, variable: LocalVariable, use: ValueUse, at: Expr): LifeState {
    const holds = state.holders.includes(variable);
    const ends = state.enders.includes(variable);
    if (!holds && !ends) return this.pendingUse(state, variable, use);
    if (state.phase === 'ended' && holds) return this.afterEnd(state, use, at);
    if (state.phase !== 'open') return state;
    if (use.kind === 'assigned') return this.assigned(state, use.to, ends);
    return this.apply(state, use, at, variable, ends);
  }

  /** A defer may be registered before the span is there. */
  private pendingUse(state: LifeState, variable: LocalVariable, use: ValueUse): LifeState {
    if (use.kind !== 'captured' || use.then.kind !== 'invoked' || use.then.time !== 'deferred') return state;
    if (!this.world.holdsSpan(variable)) return state;
    const effect = this.world.closure(use.by, variable);
    if (effect.ends === 'never' || effect.openByError) return state;
    return { ...state, endsLater: withOne(state.endsLater, variable) };
  }

  private afterEnd(state: LifeState, use: ValueUse, at: Expr): LifeState {
    if (use.kind === 'assigned') return { ...state, holders: withOne(state.holders, use.to) };
    if (use.kind !== 'method' || !state.end || use.time === 'go' || use.inside) return state;
    if (CHANGES.test(use.name) || this.world.method(use).ends === 'always') {
      if (use.time === 'now') this.report.late(at, use.name, state.end, false);
    }
    return state;
  }

  /** What a use does to the open span; `variable` is what it is used by, if anything. */
  private apply(
    state: LifeState,
    use: ValueUse,
    at: Range,
    variable: LocalVariable | undefined,
    isEnder: boolean,
  ): LifeState {
    switch (use.kind) {
      case 'method':
        return isEnder ? state : this.affect(state, this.world.method(use), use.time, use.call);
      case 'invoked':
        return isEnder ? this.affect(state, ENDS, use.time, use.call) : state;
      case 'argument':
        if (isEnder) return this.handOn(state);
        return this.affect(state, this.world.argument(use.call, use.index), use.time, use.call);
      case 'returned':
        if (!state.deferred) (isEnder ? this.report.returnedEnders : this.report.returned).add(use.index);
        if (isEnder && variable) this.leaksOfCloser(state, variable);
        return this.handOn(state);
      case 'stored':
        return this.handOn(state);
      case 'member':
        // `t.Cleanup(span.End)`, `return span.End`: somebody else calls it.
        return /^(?:End|Finish|Close)/.test(use.name) ? this.handOn(state) : state;
      case 'captured':
        return variable ? this.captured(state, use.by, use.then, variable, isEnder, at) : state;
      default:
        return state;
    }
  }

  /** A function that is returned to be the last thing called, such as `cleanup`: what it leaves open nobody ends. */
  private leaksOfCloser({ holders }: LifeState, { name, source, assignments }: LocalVariable): void {
    const isOnly = source?.from === 'value' && assignments.length === 0;
    if (!CLOSERS.test(name) || !isOnly || source.value.kind !== 'FuncLit') return;
    for (const holder of holders) {
      if (this.world.closure(source.value, holder).ends !== 'sometimes') continue;
      for (const { at, how } of this.world.closureLeaks(source.value, holder)) this.report.leak(at, how);
    }
  }

  private captured(
    state: LifeState,
    literal: FuncLit,
    then: ValueUse,
    variable: LocalVariable,
    isEnder: boolean,
    at: Range,
  ): LifeState {
    const effect = isEnder ? ENDS : this.world.closure(literal, variable);
    if (effect.handsOn) return this.handOn(state);
    if (effect.ends === 'never') return state;
    this.report.hasEnd = true;
    switch (then.kind) {
      case 'invoked':
        // Without an error, or with one, it would stay open.
        if (then.time === 'deferred' && effect.openByError)
          return effect.endsOnError && this.looksAtResult(literal) ? { ...state, endsOnError: true } : state;
        if (then.time === 'deferred') return { ...state, endsLater: withOne(state.endsLater, variable) };
        return this.affect(state, effect, then.time, at);
      case 'assigned':
        return { ...state, enders: withOne(state.enders, then.to) };
      case 'returned':
        this.report.returnedEnders.add(then.index);
        return this.handOn(state);
      default:
        return this.handOn(state);
    }
  }

  private looksAtResult({ body }: FuncLit): boolean {
    const { errorResult, names } = this.world;
    return (
      errorResult !== undefined &&
      [...walk(body)].some((node) => node.kind === 'Ident' && names.of(node) === errorResult)
    );
  }

  private affect(state: LifeState, effect: SpanEffect, time: CallTime, at: Range): LifeState {
    if (effect.ends === 'never') return effect.handsOn ? this.handOn(state) : state;
    this.report.hasEnd = true;
    if (time === 'go') return this.handOn(state);
    if (time === 'deferred') return { ...state, deferred: at };
    return { ...state, phase: 'ended', end: effect.ends === 'always' && !effect.handsOn ? at : undefined };
  }

  private handOn(state: LifeState): LifeState {
    this.report.handedOn = true;
    return { ...state, phase: 'gone' };
  }
}
