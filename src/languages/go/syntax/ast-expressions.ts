import type { Block } from './ast-statements.js';

export type Expr =
  | BadExpr
  | Ident
  | BasicLit
  | CompositeLit
  | FuncLit
  | ParenExpr
  | SelectorExpr
  | IndexExpr
  | SliceExpr
  | TypeAssertExpr
  | CallExpr
  | StarExpr
  | UnaryExpr
  | BinaryExpr
  | KeyValueExpr
  | Ellipsis
  | ArrayType
  | StructType
  | FuncType
  | InterfaceType
  | MapType
  | ChanType;

/** Stands in for an expression that was missing or misplaced. */
export interface BadExpr {
  kind: 'BadExpr';
  start: number;
  end: number;
}

export interface Ident {
  kind: 'Ident';
  start: number;
  end: number;
  name: string;
}

export type LiteralKind = 'int' | 'float' | 'imaginary' | 'rune' | 'string';

/** A literal as written, quotes included. */
export interface BasicLit {
  kind: 'BasicLit';
  start: number;
  end: number;
  literal: LiteralKind;
  raw: string;
}

/** `T{…}`; `type` is undefined when elided inside another literal. */
export interface CompositeLit {
  kind: 'CompositeLit';
  start: number;
  end: number;
  type: Expr | undefined;
  lbrace: number;
  elts: Expr[];
}

export interface FuncLit {
  kind: 'FuncLit';
  start: number;
  end: number;
  type: FuncType;
  body: Block;
}

export interface ParenExpr {
  kind: 'ParenExpr';
  start: number;
  end: number;
  x: Expr;
}

export interface SelectorExpr {
  kind: 'SelectorExpr';
  start: number;
  end: number;
  x: Expr;
  sel: Ident;
}

/** `x[i]`, or an instantiation `T[A]`, `T[A, B]`: syntax alone cannot tell. At least one index. */
export interface IndexExpr {
  kind: 'IndexExpr';
  start: number;
  end: number;
  x: Expr;
  lbrack: number;
  indices: Expr[];
}

export interface SliceExpr {
  kind: 'SliceExpr';
  start: number;
  end: number;
  x: Expr;
  low: Expr | undefined;
  high: Expr | undefined;
  max: Expr | undefined;
}

/** `x.(T)`; `type` is undefined for `x.(type)`. */
export interface TypeAssertExpr {
  kind: 'TypeAssertExpr';
  start: number;
  end: number;
  x: Expr;
  type: Expr | undefined;
}

/** A call or conversion; the closing parenthesis is at `end - 1`. */
export interface CallExpr {
  kind: 'CallExpr';
  start: number;
  end: number;
  fun: Expr;
  lparen: number;
  args: Expr[];
  /** True when the last argument is followed by `...`. */
  ellipsis: boolean;
}

/** A pointer type or dereference. */
export interface StarExpr {
  kind: 'StarExpr';
  start: number;
  end: number;
  x: Expr;
}

export type UnaryOperator = '+' | '-' | '!' | '^' | '&' | '~' | '<-';

export interface UnaryExpr {
  kind: 'UnaryExpr';
  start: number;
  end: number;
  op: UnaryOperator;
  x: Expr;
}

export type BinaryOperator =
  | '||'
  | '&&'
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | '+'
  | '-'
  | '|'
  | '^'
  | '*'
  | '/'
  | '%'
  | '<<'
  | '>>'
  | '&'
  | '&^';

/** A binary expression, or a union `A | B` in a constraint. Long chains nest deeply on the left: walk them in a loop. */
export interface BinaryExpr {
  kind: 'BinaryExpr';
  start: number;
  end: number;
  op: BinaryOperator;
  opStart: number;
  x: Expr;
  y: Expr;
}

export interface KeyValueExpr {
  kind: 'KeyValueExpr';
  start: number;
  end: number;
  key: Expr;
  value: Expr;
}

/** `...T` of a variadic parameter, or the bare `...` of `[...]T`. */
export interface Ellipsis {
  kind: 'Ellipsis';
  start: number;
  end: number;
  elt: Expr | undefined;
}

/** `[n]T`, `[...]T` (`len` is an Ellipsis), or the slice type `[]T` (`len` is undefined). */
export interface ArrayType {
  kind: 'ArrayType';
  start: number;
  end: number;
  len: Expr | undefined;
  elt: Expr;
}

export interface StructType {
  kind: 'StructType';
  start: number;
  end: number;
  fields: FieldList;
}

/** A signature. It starts at `func`, or at the parameters for a method of an interface. */
export interface FuncType {
  kind: 'FuncType';
  start: number;
  end: number;
  params: FieldList;
  results: FieldList | undefined;
}

/** Methods are fields with one name and a FuncType; embedded types and unions are fields with no name. */
export interface InterfaceType {
  kind: 'InterfaceType';
  start: number;
  end: number;
  methods: FieldList;
}

export interface MapType {
  kind: 'MapType';
  start: number;
  end: number;
  key: Expr;
  value: Expr;
}

export interface ChanType {
  kind: 'ChanType';
  start: number;
  end: number;
  dir: 'both' | 'send' | 'receive';
  /** Offset of `<-`, -1 when there is none. */
  arrow: number;
  value: Expr;
}

/** Parameters, results, type parameters, struct fields or interface methods. */
export interface FieldList {
  kind: 'FieldList';
  start: number;
  end: number;
  /** True when the list has its own brackets, at `start` and `end - 1`; false for a single bare result. */
  enclosed: boolean;
  list: Field[];
}

/** Names sharing one type; no names for an unnamed parameter, embedded field or embedded interface element. */
export interface Field {
  kind: 'Field';
  start: number;
  end: number;
  names: Ident[];
  type: Expr;
  tag: BasicLit | undefined;
}
