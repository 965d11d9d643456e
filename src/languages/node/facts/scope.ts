/** Names of a file and what they stand for, scope by scope. */
import type { AstNode } from './ast.js';
import type { Value } from './facts.js';

export type Binding =
  | { kind: 'value'; value: Value }
  | {
      kind: 'variable';
      scope: Scope;
      path: readonly string[];
      init: AstNode | null;
      type: readonly string[] | null;
      assigned: Assigned[];
    }
  | {
      kind: 'parameter';
      scope: Scope;
      fn: number;
      position: number;
      path: readonly string[];
      type: readonly string[] | null;
      assigned: Assigned[];
    };

export interface Assigned {
  node: AstNode;
  scope: Scope;
}

export interface Scope {
  parent: Scope | null;
  names: Map<string, Binding>;
  /** Index of the enclosing function, -1 at module level. */
  fn: number;
  /** Index of the class that `this` belongs to, -1 outside. */
  thisClass: number;
}

export function createScope(
  parent: Scope | null,
  overrides: Partial<Pick<Scope, 'fn' | 'thisClass'>> = {},
): Scope {
  return { parent, names: new Map(), fn: parent?.fn ?? -1, thisClass: parent?.thisClass ?? -1, ...overrides };
}

/** What a name means in a scope, or undefined for a global. */
export function lookUp(scope: Scope, name: string): Binding | undefined {
  for (let current: Scope | null = scope; current !== null; current = current.parent) {
    const found = current.names.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}
