/** What one walk over a tree finds, before anything is evaluated. */
import type { AstNode } from './ast.js';
import type { Assigned, Scope } from './scope.js';

export interface CollectedFunction {
  node: AstNode;
  scope: Scope;
  name: string;
  owner: string;
  /** Index of the class that `this` belongs to, or -1. */
  thisClass: number;
  parameters: string[];
  statements: number;
  parent: number;
  /** What it returns, each with the scope of the statement. */
  returned: Assigned[];
}

export interface CollectedClass {
  node: AstNode;
  scope: Scope;
  name: string;
  fields: Map<string, Assigned[]>;
  statics: Map<string, Assigned[]>;
  /** Declared types of fields and parameter properties. */
  types: Map<string, readonly string[]>;
}

export interface CollectedCall {
  node: AstNode;
  callee: AstNode;
  args: AstNode[];
  form: 'call' | 'new' | 'extends' | 'decorator';
  scope: Scope;
  on?: { class: number; fn: number };
}

export interface Collected {
  module: Scope;
  functions: CollectedFunction[];
  classes: CollectedClass[];
  calls: CollectedCall[];
  functionIndex: Map<AstNode, number>;
  classIndex: Map<AstNode, number>;
  exports: { name: string; node: AstNode; scope: Scope }[];
  /** `export { a as b } from 'x'`. */
  exportedFrom: { name: string; module: string; path: string[] }[];
  reexports: string[];
  loops: { node: AstNode; fn: number }[];
}

/** Where the walk is. */
export interface Place {
  scope: Scope;
  /** Name for a function or class that has none. */
  hint: string;
  owner: string;
}
