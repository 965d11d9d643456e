/**
 * The syntax tree of a Go file. Names follow go/ast (lower-cased), so Go's own documentation applies:
 * https://pkg.go.dev/go/ast. Every node begins with `kind`, `start`, `end`; offsets are UTF-16 string
 * indexes into the parsed text, 0-based and half-open, and cover exactly what go/ast's Pos() and End() do.
 * A field that may be missing is always present and `undefined`.
 */

import type { Expr, Field, FieldList, FuncType, Ident } from './ast-expressions.js';
import type { Block, CaseClause, CommClause, Stmt } from './ast-statements.js';

export type * from './ast-expressions.js';
export type * from './ast-statements.js';

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

/** Any node of the tree below the file. */
export type GoNode = Decl | Spec | Expr | Stmt | Field | FieldList | CaseClause | CommClause;
