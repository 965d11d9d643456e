/**
 * The syntax tree of a Go file. Names follow go/ast (lower-cased), so Go's own documentation applies:
 * https://pkg.go.dev/go/ast. Every node begins with `kind`, `start`, `end`; offsets are UTF-16 string
 * indexes into the parsed text, 0-based and half-open, and cover exactly what go/ast's Pos() and End() do.
 * A field that may be missing is always present and `undefined`.
 */

/** A half-open range of UTF-16 offsets. */
export interface Range {
  start: number;
  end: number;
}

/** A problem found while reading the file; `offset` is a UTF-16 index. */
export interface SyntaxProblem {
  offset: number;
  message: string;
}

/** A parsed file. `decls` holds the import declarations as well; `imports` lists their specs in order. */
export interface GoFile {
  kind: 'File';
  start: number;
  end: number;
  /** `''` when the package clause is missing. */
  packageName: string;
  /** Offset of the package name, -1 when the clause is missing. */
  packageNameStart: number;
  imports: ImportSpec[];
  decls: Decl[];
  /** Every comment in order, directives and comments in skipped bodies included; a line's end is not part of it. */
  comments: Range[];
  errors: SyntaxProblem[];
  /** Text of the first `//go:build` line above the package clause. */
  buildConstraint: string | undefined;
  /** True when a line above the package clause follows https://go.dev/s/generatedcode. */
  generated: boolean;
}

// Declarations

export type Decl = BadDecl | GenDecl | FuncDecl;
export type Spec = ImportSpec | TypeSpec | ValueSpec;

/** A stretch of the file that holds no readable declaration. */
export interface BadDecl {
  kind: 'BadDecl';
  start: number;
  end: number;
}

/** An import, const, type or var declaration; one spec unless `parenthesized`. */
export interface GenDecl {
  kind: 'GenDecl';
  start: number;
  end: number;
  keyword: 'import' | 'const' | 'type' | 'var';
  parenthesized: boolean;
  specs: Spec[];
  doc: Range | undefined;
}

/** A function or method. `type` covers `func` to the end of the results; `body` is undefined for external functions. */
export interface FuncDecl {
  kind: 'FuncDecl';
  start: number;
  end: number;
  recv: FieldList | undefined;
  name: Ident;
  typeParams: FieldList | undefined;
  type: FuncType;
  body: Block | undefined;
  doc: Range | undefined;
}

/** One import. `path` has no quotes; `alias` is `''`, `_`, `.` or a name. */
export interface ImportSpec {
  kind: 'ImportSpec';
  start: number;
  end: number;
  alias: string;
  path: string;
  /** Offset of the path's opening quote; the path ends at `end`. */
  pathStart: number;
}

/** One type. `doc` is the comment group above the spec, or above the declaration when that has no parentheses. */
export interface TypeSpec {
  kind: 'TypeSpec';
  start: number;
  end: number;
  name: Ident;
  typeParams: FieldList | undefined;
  alias: boolean;
  type: Expr;
  doc: Range | undefined;
}

/** One line of a const or var declaration. A const that repeats the line above has neither `type` nor `values`. */
export interface ValueSpec {
  kind: 'ValueSpec';
  start: number;
  end: number;
  names: Ident[];
  type: Expr | undefined;
  values: Expr[];
  /** Position in its declaration: the value of iota. */
  iota: number;
}

// Expressions and types

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

// Statements

export type Stmt =
  | BadStmt
  | DeclStmt
  | EmptyStmt
  | LabeledStmt
  | ExprStmt
  | SendStmt
  | IncDecStmt
  | AssignStmt
  | GoStmt
  | DeferStmt
  | ReturnStmt
  | BranchStmt
  | Block
  | IfStmt
  | SwitchStmt
  | TypeSwitchStmt
  | SelectStmt
  | ForStmt
  | RangeStmt;

export interface BadStmt {
  kind: 'BadStmt';
  start: number;
  end: number;
}

export interface DeclStmt {
  kind: 'DeclStmt';
  start: number;
  end: number;
  decl: GenDecl;
}

/** A lone `;`, or nothing at all (`implicit`, zero wide) as after a label at the end of a block. */
export interface EmptyStmt {
  kind: 'EmptyStmt';
  start: number;
  end: number;
  implicit: boolean;
}

export interface LabeledStmt {
  kind: 'LabeledStmt';
  start: number;
  end: number;
  label: Ident;
  stmt: Stmt;
}

export interface ExprStmt {
  kind: 'ExprStmt';
  start: number;
  end: number;
  x: Expr;
}

/** `chan <- value`. */
export interface SendStmt {
  kind: 'SendStmt';
  start: number;
  end: number;
  chan: Expr;
  value: Expr;
}

export interface IncDecStmt {
  kind: 'IncDecStmt';
  start: number;
  end: number;
  op: '++' | '--';
  x: Expr;
}

export type AssignOperator =
  | ':='
  | '='
  | '+='
  | '-='
  | '*='
  | '/='
  | '%='
  | '&='
  | '|='
  | '^='
  | '<<='
  | '>>='
  | '&^=';

export interface AssignStmt {
  kind: 'AssignStmt';
  start: number;
  end: number;
  op: AssignOperator;
  opStart: number;
  lhs: Expr[];
  rhs: Expr[];
}

export interface GoStmt {
  kind: 'GoStmt';
  start: number;
  end: number;
  call: CallExpr;
}

export interface DeferStmt {
  kind: 'DeferStmt';
  start: number;
  end: number;
  call: CallExpr;
}

export interface ReturnStmt {
  kind: 'ReturnStmt';
  start: number;
  end: number;
  results: Expr[];
}

export interface BranchStmt {
  kind: 'BranchStmt';
  start: number;
  end: number;
  keyword: 'break' | 'continue' | 'goto' | 'fallthrough';
  label: Ident | undefined;
}

/** `{…}`. A skipped body has no statements, whatever the text holds. */
export interface Block {
  kind: 'Block';
  start: number;
  end: number;
  skipped: boolean;
  stmts: Stmt[];
}

export interface IfStmt {
  kind: 'IfStmt';
  start: number;
  end: number;
  init: Stmt | undefined;
  cond: Expr;
  body: Block;
  else: IfStmt | Block | undefined;
}

/** One `case` or `default` of a switch; `list` holds expressions or types. It ends with its last statement or colon. */
export interface CaseClause {
  kind: 'CaseClause';
  start: number;
  end: number;
  isDefault: boolean;
  list: Expr[];
  colon: number;
  body: Stmt[];
}

export interface SwitchStmt {
  kind: 'SwitchStmt';
  start: number;
  end: number;
  init: Stmt | undefined;
  tag: Expr | undefined;
  /** Offset of the opening brace; the closing one is at `end - 1`. */
  lbrace: number;
  clauses: CaseClause[];
}

/** `switch init; assign {…}`, where `assign` is `v := x.(type)` or the expression statement `x.(type)`. */
export interface TypeSwitchStmt {
  kind: 'TypeSwitchStmt';
  start: number;
  end: number;
  init: Stmt | undefined;
  assign: ExprStmt | AssignStmt;
  /** Offset of the opening brace; the closing one is at `end - 1`. */
  lbrace: number;
  clauses: CaseClause[];
}

/** One `case` or, with `comm` undefined, `default` of a select. */
export interface CommClause {
  kind: 'CommClause';
  start: number;
  end: number;
  comm: SendStmt | AssignStmt | ExprStmt | undefined;
  colon: number;
  body: Stmt[];
}

export interface SelectStmt {
  kind: 'SelectStmt';
  start: number;
  end: number;
  /** Offset of the opening brace; the closing one is at `end - 1`. */
  lbrace: number;
  clauses: CommClause[];
}

export interface ForStmt {
  kind: 'ForStmt';
  start: number;
  end: number;
  init: Stmt | undefined;
  cond: Expr | undefined;
  post: Stmt | undefined;
  body: Block;
}

/** `for key, value := range x {…}`; `op` is undefined when there is neither key nor value. */
export interface RangeStmt {
  kind: 'RangeStmt';
  start: number;
  end: number;
  key: Expr | undefined;
  value: Expr | undefined;
  op: ':=' | '=' | undefined;
  x: Expr;
  body: Block;
}

/** Any node of the tree below the file. */
export type GoNode = Decl | Spec | Expr | Stmt | Field | FieldList | CaseClause | CommClause;
