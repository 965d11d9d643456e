import type { GenDecl } from './ast.js';
import type { CallExpr, Expr, Ident } from './ast-expressions.js';

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
