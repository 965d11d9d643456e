import type { LocalVariable } from '../names/local-variable.js';
import type { Expr, Range } from '../syntax/ast.js';

/** Where the followed value stands at one point of one way. Never changed: each step makes another. */
export interface LifeState {
  phase: 'waiting' | 'open' | 'ended' | 'gone';
  /** Variables that hold it. */
  holders: readonly LocalVariable[];
  /** Variables that hold a function which ends it. */
  enders: readonly LocalVariable[];
  /** A registered defer that ends this very value. */
  deferred: Range | undefined;
  /** Variables whose value a registered defer ends, whatever it is by then. */
  endsLater: readonly LocalVariable[];
  /** The end, when it is certain. */
  end: Range | undefined;
  /** The error that came with it: where that is not nil, there is no span. */
  failure: LocalVariable | undefined;
  /** Whether an error was asked for on this way, and what the answer was. */
  byError: 'nil' | 'error' | undefined;
  /** A registered defer ends it when the function returns an error. */
  endsOnError: boolean;
  /** Conditions that are decided on this way. */
  facts: ReadonlyMap<string, boolean>;
}

export const START: LifeState = {
  phase: 'waiting',
  holders: [],
  enders: [],
  deferred: undefined,
  endsLater: [],
  end: undefined,
  failure: undefined,
  byError: undefined,
  endsOnError: false,
  facts: new Map(),
};

export function keyOf(state: LifeState): string {
  const ids = (list: readonly LocalVariable[]) => list.map((v) => v.id).sort((a, b) => a - b);
  return [
    state.phase,
    ids(state.holders),
    ids(state.enders),
    state.deferred?.start ?? '',
    ids(state.endsLater),
    state.end?.start ?? '',
    state.failure?.id ?? '',
    state.byError,
    state.endsOnError,
    [...state.facts].map(([key, value]) => `${key}=${value}`).sort(),
  ].join('|');
}

export function withOne<T>(list: readonly T[], one: T): readonly T[] {
  return list.includes(one) ? list : [...list, one];
}

/** A condition as a key that is the same for all its copies, and the variables that it depends on. */
export interface ConditionKey {
  key: string;
  /** True when the condition is the opposite of the key: `x != nil` for `x == nil`. */
  negated: boolean;
  variables: readonly LocalVariable[];
}

/** Null for a condition that may change between two looks, such as a call. */
export function conditionKey(
  condition: Expr,
  nameOf: (expr: Expr & { kind: 'Ident' }) => LocalVariable | undefined,
): ConditionKey | null {
  const variables: LocalVariable[] = [];
  const text = (expr: Expr): string | null => {
    switch (expr.kind) {
      case 'Ident': {
        const variable = nameOf(expr);
        if (variable) variables.push(variable);
        return variable ? `${expr.name}#${variable.id}` : expr.name;
      }
      case 'ParenExpr':
        return text(expr.x);
      case 'SelectorExpr': {
        const x = text(expr.x);
        return x === null ? null : `${x}.${expr.sel.name}`;
      }
      case 'BasicLit':
        return expr.raw;
      case 'CallExpr': {
        const only = expr.args.length === 1 ? expr.args[0] : undefined;
        const x = expr.fun.kind === 'Ident' && expr.fun.name === 'len' && only ? text(only) : null;
        return x === null ? null : `len(${x})`;
      }
      default:
        return null;
    }
  };
  if (condition.kind === 'BinaryExpr') {
    const [x, y] = [text(condition.x), text(condition.y)];
    if (x === null || y === null) return null;
    if (condition.op === '!=') return { key: `${x}==${y}`, negated: true, variables };
    return { key: `${x}${condition.op}${y}`, negated: false, variables };
  }
  const key = text(condition);
  return key === null ? null : { key, negated: false, variables };
}
