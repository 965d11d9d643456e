/**
 * What one Go file says, as plain JSON. Function bodies are reduced to the steps through which values flow (assign,
 * call, return); control flow and arithmetic are gone. Positions are packed: `line * 65536 + column`, both 1-based.
 */

export type Position = number;

/** A type as written, reduced to what the analysis asks: pointers are dropped. */
export type TypeRef =
  | null
  /** An identifier of the package's own scope, or predeclared. */
  | ['n', string]
  /** An imported type: import path (or `?qualifier` when no import matches), name. */
  | ['q', string, string]
  /** Slice, array or map, by the type of its elements. */
  | ['[]', TypeRef]
  | ['chan', TypeRef]
  /** A function type, by its results. */
  | ['func', TypeRef[]]
  /** A struct written in place: its fields. */
  | ['struct', [string, TypeRef][]];

/** An expression, reduced. `null` is a value without interest (numbers, comparisons, nil). */
export type Value =
  | null
  /** A string literal. */
  | ['s', string]
  /** A local variable or parameter, by its number in the function. */
  | ['v', number]
  /** An identifier that is not local. */
  | ['n', string]
  /** `pkg.Name`: import path (or `?qualifier`), name, position. */
  | ['q', string, string, Position]
  /** `x.name`, position of the name. */
  | ['.', Value, string, Position]
  /** A call: callee, arguments, position of the call's name. */
  | ['c', Value, Value[], Position]
  /** A composite literal: type, elements by key, position. */
  | ['l', TypeRef, [string | null, Value][], Position]
  /** A type used as a value, for example the argument of `new`. */
  | ['t', TypeRef]
  /** A function literal: numbers of its parameters, what it returns. */
  | ['f', number[], Value[]]
  /** `a + b`. */
  | ['+', Value, Value]
  /** An element of a slice, map or channel; with the position of a `range` or `<-` that takes it. */
  | ['e', Value, Position?]
  /** A type assertion. */
  | ['a', Value, TypeRef];

export type Step =
  /** Assignment, definition or range: targets and values. */
  | ['=', Value[], Value[]]
  | ['x', Value]
  | ['r', Value[]]
  /** A loop without end: `for {`, or over a ticker or channel. */
  | ['loop', Position];

export interface GoFunctionFacts {
  name: string;
  /** Name of the receiver's type; `''` for a plain function. */
  receiver: string;
  /** Number of the receiver's variable, -1 without. */
  receiverVar: number;
  params: { name: string; type: TypeRef; variable: number }[];
  variadic: boolean;
  results: TypeRef[];
  /** Numbers of named results, in order; empty when unnamed. */
  resultVars: number[];
  /** Declared types of the local variables, by number; null when inferred. */
  locals: TypeRef[];
  steps: Step[];
  /** Instead of steps, in files that mention no known library: `name`, `qualifier.name` or `.name` of each reference. */
  references: string[];
  position: Position;
  /** Number of statements, nested ones included; lines of the body where that was not read. */
  statements: number;
  /** Text of an `//instrument:span` (or `//dd:span`, `//otelc:span`) comment above the function, or `''`. */
  directive: string;
}

export interface PackedBody {
  locals: TypeRef[];
  steps: Step[];
  statements: number;
  directive?: string;
}

/**
 * The stored form: name, receiver, flags, parameters, results, position, then the reduced body, or the references in it
 * as words with its number of lines. Variables are numbered in the order receiver, parameters, named results, so those
 * numbers are not stored. See `packed-function.ts`.
 */
export type PackedFunction = [
  string,
  string,
  number,
  [string, TypeRef][],
  TypeRef[],
  Position,
  (PackedBody | [string, number])?,
];

export interface GoTypeFacts {
  name: string;
  kind: 'struct' | 'interface' | 'alias' | 'other';
  /** Struct fields by name; an embedded type's field has the type's own name. */
  fields: [string, TypeRef][];
  /** Names of embedded fields. */
  embedded: string[];
  /** Names of fields that hold a struct of another package itself, not a pointer to it. */
  held: string[];
  /** Methods of an interface with their results. */
  methods: [string, TypeRef[]][];
  /** What an alias or a defined type stands for. */
  underlying: TypeRef;
}

export interface GoFileFacts {
  package: string;
  imports: { alias: string; path: string; line: number }[];
  generated: boolean;
  /** False for a file that `go build` on Linux leaves out. */
  built: boolean;
  /** True when bodies were read in full, false when only references were taken. */
  full: boolean;
  types: GoTypeFacts[];
  vars: { name: string; type: TypeRef }[];
  /** String constants, folded where the file alone allows it. */
  constants: [string, string | null][];
  functions: PackedFunction[];
  errors: { line: number; message: string }[];
}

export function packPosition(line: number, column: number): Position {
  return line * 65536 + Math.min(column, 65535);
}

export function lineOf(position: Position): number {
  return Math.floor(position / 65536);
}

export function columnOf(position: Position): number {
  return position % 65536;
}
