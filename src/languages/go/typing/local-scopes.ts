/** The variables of one function, each in the block that declares it. */
import type { Expr, FuncDecl, FuncLit, GoNode, Ident } from '../syntax/ast.js';
import type { StaticType } from './static-type.js';

/** A function or function literal, and how control comes to it. */
export interface Frame {
  node: FuncDecl | FuncLit;
  parent: Frame | null;
}

export interface Variable {
  name: string;
  /** Where it is declared. */
  ident: Ident;
  type: StaticType;
  /** Offset from which it can be seen. */
  from: number;
  frame: Frame;
  isParameter: boolean;
  /** Every value that it is given: an expression, and which of its results. */
  values: { expr: Expr; result: number; scope: Scope; statement: GoNode }[];
}

export interface Scope {
  parent: Scope | null;
  frame: Frame;
  variables: Map<string, Variable>;
}

/** The variable that a name means at an offset; null when it is none of the function's. */
export function lookUp(scope: Scope, name: string, offset: number): Variable | null {
  for (let at: Scope | null = scope; at; at = at.parent) {
    const variable = at.variables.get(name);
    if (variable && variable.from <= offset) return variable;
  }
  return null;
}

/** Every variable that can be seen at an offset, innermost first; those that others hide are left out. */
export function visibleAt(scope: Scope, offset: number): Variable[] {
  const found = new Map<string, Variable>();
  for (let at: Scope | null = scope; at; at = at.parent) {
    const own = [...at.variables.values()].filter((v) => v.from <= offset).sort((a, b) => b.from - a.from);
    for (const variable of own) if (!found.has(variable.name)) found.set(variable.name, variable);
  }
  return [...found.values()];
}
