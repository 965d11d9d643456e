/** What the conditions on a way through a function say of the span. */
import type { Expr } from '../syntax/ast.js';
import { type ConditionKey, conditionKey, type LifeState } from './life-state.js';
import type { SpanWorld } from './span-world.js';

export class LifeConditions {
  private readonly world: SpanWorld;
  /** The span is started in this function, not given to it. */
  private readonly isCall: boolean;
  private readonly keys = new Map<Expr, ConditionKey | null>();
  private readonly repeated: ReadonlySet<string>;

  constructor(world: SpanWorld, isCall: boolean) {
    this.world = world;
    this.isCall = isCall;
    this.repeated = this.repeatedConditions();
  }

  /** The state where a condition holds or not; null where that cannot be. */
  assume(state: LifeState, condition: Expr, holds: boolean): LifeState | null {
    if (!holds && state.phase === 'open' && this.asksRecording(condition, state))
      return { ...state, phase: 'gone' };
    const known = this.keyOf(condition);
    if (!known) return state;
    const value = holds !== known.negated;
    const [variable] = known.variables;
    let decides = state.byError;
    if (variable && known.key === `${variable.name}#${variable.id}==nil`) {
      if (this.world.isError(variable)) decides ??= value ? 'nil' : 'error';
      if (value && state.phase !== 'waiting' && state.holders.includes(variable)) return null;
      if (!value && state.failure === variable && state.phase === 'open') return null;
    }
    const decided = state.facts.get(known.key);
    if (decided !== undefined) return decided === value ? state : null;
    const isAsked = state.endsOnError && variable !== undefined && this.world.isError(variable);
    if (!this.repeated.has(known.key) && !isAsked) {
      return decides === state.byError || this.isCall ? state : { ...state, byError: decides };
    }
    return { ...state, byError: decides, facts: new Map([...state.facts, [known.key, value]]) };
  }

  /** `span.IsRecording()`: where it is false, there is nothing to end. */
  private asksRecording(condition: Expr, { holders }: LifeState): boolean {
    if (condition.kind !== 'CallExpr' || condition.fun.kind !== 'SelectorExpr') return false;
    const { x, sel } = condition.fun;
    const variable = x.kind === 'Ident' ? this.world.names.of(x) : undefined;
    return sel.name === 'IsRecording' && variable !== undefined && holders.includes(variable);
  }

  private keyOf(expr: Expr): ConditionKey | null {
    let key = this.keys.get(expr);
    if (key === undefined) {
      key = conditionKey(expr, (ident) => this.world.names.of(ident));
      this.keys.set(expr, key);
    }
    return key;
  }

  private repeatedConditions(): Set<string> {
    const once = new Set<string>();
    const twice = new Set<string>();
    for (const { next } of this.world.graph.blocks) {
      for (const { assumes } of next) {
        const key = assumes?.holds === true ? this.keyOf(assumes.condition)?.key : undefined;
        if (key === undefined) continue;
        if (once.has(key)) twice.add(key);
        once.add(key);
      }
    }
    return twice;
  }
}
