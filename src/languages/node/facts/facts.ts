/** What one JavaScript or TypeScript file says, as plain data: enough to link files without their trees. */

/**
 * An expression's value as far as the file tells. A `path` is what is done with a value: member names, `()` for a call,
 * `new` for a construction; `new Kafka().producer` from `kafkajs` is module `kafkajs`, path `Kafka new producer`.
 */
export type Value =
  /** Something of an imported module; an empty path is the module (namespace or `module.exports`) itself. */
  | { is: 'module'; module: string; path: readonly string[] }
  | { is: 'global'; name: string; path: readonly string[] }
  | { is: 'parameter'; fn: number; position: number; path: readonly string[] }
  | { is: 'function'; fn: number }
  | { is: 'class'; class: number }
  | { is: 'instance'; class: number }
  | { is: 'text'; text: string }
  | { is: 'flag'; value: boolean }
  | { is: 'list'; items: readonly Value[] }
  | { is: 'spread'; of: Value }
  /** Fields in order; the key `...` holds a spread value. */
  | { is: 'record'; fields: readonly (readonly [string, Value])[] }
  | { is: 'either'; of: readonly Value[] }
  | { is: 'unknown' };

export type CallForm = 'call' | 'new' | 'extends' | 'decorator';

export interface CallFact {
  callee: Value;
  /** Name of the member that is called, for callees that are not known better. */
  method: string | null;
  form: CallForm;
  line: number;
  column: number;
  /** Index of the enclosing function, or -1 at module level. */
  fn: number;
  args: readonly Value[];
  /** What a decorator stands on. */
  on?: { class: number; fn: number };
}

export interface FunctionFact {
  /** Empty when the function has no name of its own. */
  name: string;
  /** Class or object that it belongs to; empty when there is none. */
  owner: string;
  /** Index of the class that `this` belongs to, or -1. */
  thisClass: number;
  line: number;
  parameters: readonly string[];
  /** Statements in the body, nested functions' included. */
  statements: number;
  returns: Value;
  /** Enclosing function, or -1. */
  parent: number;
  /** A comment asks for a span, with the name that it gives, if any. */
  flagged: boolean;
}

export interface ClassFact {
  name: string;
  line: number;
  extends: Value;
  fields: readonly (readonly [string, Value])[];
  statics: readonly (readonly [string, Value])[];
}

export interface NodeFacts {
  /** A syntax error that kept the file from being parsed. */
  error: { line: number; message: string } | null;
  calls: readonly CallFact[];
  functions: readonly FunctionFact[];
  classes: readonly ClassFact[];
  /** Exported names; `=` is `module.exports` itself. */
  exports: readonly (readonly [string, Value])[];
  /** Specifiers of `export * from`. */
  reexports: readonly string[];
  /** Endless loops: `while (true)`, `for (;;)`. */
  loops: readonly { line: number; fn: number }[];
}

export const UNKNOWN: Value = { is: 'unknown' };
