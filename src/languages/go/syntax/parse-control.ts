import type {
  AssignStmt,
  CaseClause,
  CommClause,
  Expr,
  ExprStmt,
  IfStmt,
  SelectStmt,
  SendStmt,
  Stmt,
} from './ast.js';
import { next } from './lexer.js';
import { parseExpr, parseExprList } from './parse-expressions.js';
import {
  finishAssignment,
  finishSimpleStmt,
  parseBlock,
  parseMoreExprs,
  parseSimpleStmt,
  parseStmtList,
} from './parse-statements.js';
import { expect, expectSemi, failExpected } from './parse-tokens.js';
import type { ParserState } from './parser-state.js';
import {
  ARROW,
  ASSIGN,
  CASE,
  COLON,
  COMMA,
  DEFAULT,
  DEFINE,
  ELSE,
  IF,
  LBRACE,
  RANGE,
  RBRACE,
  SEMICOLON,
} from './tokens.js';

/** Reads an if statement with all its else branches, however many. https://go.dev/ref/spec#If_statements */
export function parseIfStmt(p: ParserState): IfStmt {
  const first = parseIfBranch(p);
  let last = first;
  let { end } = first;
  while (p.tok === ELSE) {
    next(p);
    if (p.tok === IF) {
      const branch = parseIfBranch(p);
      last.else = branch;
      last = branch;
      end = branch.end;
    } else {
      last.else = parseBlock(p);
      end = last.else.end;
      break;
    }
  }
  expectSemi(p);
  // Every branch lasts until the end of the chain.
  let branch = first;
  for (;;) {
    branch.end = end;
    if (branch.else?.kind !== 'IfStmt') return first;
    branch = branch.else;
  }
}

/** `if init; cond {…}` without its else. */
function parseIfBranch(p: ParserState): IfStmt {
  const { start, exprLev } = p;
  next(p);
  p.exprLev = -1;
  let init: Stmt | undefined;
  if (p.tok === LBRACE) failExpected(p, 'a condition');
  let header = p.tok === SEMICOLON ? undefined : parseSimpleStmt(p);
  if (p.tok === SEMICOLON) {
    next(p);
    init = header;
    header = parseSimpleStmt(p);
  }
  const cond = headerExpr(p, header) ?? failExpected(p, 'a condition');
  p.exprLev = exprLev;
  const body = parseBlock(p);
  return { kind: 'IfStmt', start, end: body.end, init, cond, body, else: undefined };
}

/** The expression that a header must consist of, when it has anything there. */
function headerExpr(p: ParserState, stmt: Stmt | undefined): Expr | undefined {
  if (stmt === undefined) return undefined;
  if (stmt.kind !== 'ExprStmt') p.fail(stmt.start, 'expected an expression, found a simple statement');
  return stmt.x;
}

/** Reads an expression switch or a type switch. https://go.dev/ref/spec#Switch_statements */
export function parseSwitchStmt(p: ParserState): Stmt {
  const { start, exprLev } = p;
  next(p);
  let init: Stmt | undefined;
  let header: Stmt | undefined;
  p.exprLev = -1;
  if (p.tok !== LBRACE && p.tok !== SEMICOLON) header = parseSimpleStmt(p);
  if (p.tok === SEMICOLON) {
    next(p);
    init = header;
    header = p.tok === LBRACE ? undefined : parseSimpleStmt(p);
  }
  p.exprLev = exprLev;
  const assign = typeSwitchGuard(p, header);
  const lbrace = p.start;
  const clauses: CaseClause[] = [];
  expect(p, LBRACE);
  while (p.tok === CASE || p.tok === DEFAULT) clauses.push(parseCaseClause(p));
  const end = expect(p, RBRACE);
  expectSemi(p);
  if (assign !== undefined) return { kind: 'TypeSwitchStmt', start, end, init, assign, lbrace, clauses };
  const tag = headerExpr(p, header);
  return { kind: 'SwitchStmt', start, end, init, tag, lbrace, clauses };
}

/** The header itself when it is `x.(type)` or `v := x.(type)`. */
function typeSwitchGuard(p: ParserState, header: Stmt | undefined): ExprStmt | AssignStmt | undefined {
  if (header?.kind === 'ExprStmt') return isTypeQuery(header.x) ? header : undefined;
  if (header?.kind !== 'AssignStmt' || header.lhs.length !== 1 || header.rhs.length !== 1) return undefined;
  if (!isTypeQuery(header.rhs[0]!)) return undefined;
  if (header.op === '=') p.error(header.opStart, "expected ':=', found '='");
  return header.op === ':=' || header.op === '=' ? header : undefined;
}

function isTypeQuery(x: Expr): boolean {
  return x.kind === 'TypeAssertExpr' && x.type === undefined;
}

function parseCaseClause(p: ParserState): CaseClause {
  const { start } = p;
  const isDefault = p.tok === DEFAULT;
  next(p);
  const list = isDefault ? [] : parseExprList(p);
  const colon = p.start;
  const afterColon = expect(p, COLON);
  const body = parseStmtList(p);
  const end = endOf(body, afterColon);
  return { kind: 'CaseClause', start, end, isDefault, list, colon, body };
}

function endOf(body: Stmt[], afterColon: number): number {
  const last = body[body.length - 1];
  return last === undefined ? afterColon : last.end;
}

/** Reads a select statement. https://go.dev/ref/spec#Select_statements */
export function parseSelectStmt(p: ParserState): SelectStmt {
  const { start } = p;
  next(p);
  const lbrace = p.start;
  const clauses: CommClause[] = [];
  expect(p, LBRACE);
  while (p.tok === CASE || p.tok === DEFAULT) clauses.push(parseCommClause(p));
  const end = expect(p, RBRACE);
  expectSemi(p);
  return { kind: 'SelectStmt', start, end, lbrace, clauses };
}

function parseCommClause(p: ParserState): CommClause {
  const { start } = p;
  const isDefault = p.tok === DEFAULT;
  next(p);
  const comm = isDefault ? undefined : parseComm(p);
  const colon = p.start;
  const afterColon = expect(p, COLON);
  const body = parseStmtList(p);
  return { kind: 'CommClause', start, end: endOf(body, afterColon), comm, colon, body };
}

/** The send or receive of a select case. */
function parseComm(p: ParserState): SendStmt | AssignStmt | ExprStmt {
  const x = parseExpr(p);
  if (p.tok === COLON) return { kind: 'ExprStmt', start: x.start, end: x.end, x };
  if (p.tok === ARROW) {
    next(p);
    const value = parseExpr(p);
    return { kind: 'SendStmt', start: x.start, end: value.end, chan: x, value };
  }
  const lhs = parseMoreExprs(p, x);
  const { tok: op, start: opStart } = p;
  if (lhs.length > 2 || (op !== ASSIGN && op !== DEFINE)) failExpected(p, 'a send or receive');
  next(p);
  const value = parseExpr(p);
  return {
    kind: 'AssignStmt',
    start: x.start,
    end: value.end,
    op: op === ASSIGN ? '=' : ':=',
    opStart,
    lhs,
    rhs: [value],
  };
}

/** Reads a for statement of any form. https://go.dev/ref/spec#For_statements */
export function parseForStmt(p: ParserState): Stmt {
  const { start, exprLev } = p;
  next(p);
  let init: Stmt | undefined;
  let header: Stmt | undefined;
  let post: Stmt | undefined;
  p.exprLev = -1;
  if (p.tok === RANGE) return parseRangeStmt(p, start, exprLev, [], undefined);
  if (p.tok !== LBRACE && p.tok !== SEMICOLON) {
    const x = parseExpr(p);
    const lhs = p.tok === COMMA ? parseMoreExprs(p, x) : [x];
    const { tok, start: opStart } = p;
    if (tok === DEFINE || tok === ASSIGN) {
      next(p);
      if (p.tok === RANGE) return parseRangeStmt(p, start, exprLev, lhs, tok === ASSIGN ? '=' : ':=');
      header = finishAssignment(p, lhs, tok, opStart);
    } else if (lhs.length > 1) {
      return failExpected(p, "'=' or ':='");
    } else {
      header = finishSimpleStmt(p, x);
    }
  }
  if (p.tok === SEMICOLON) {
    next(p);
    init = header;
    header = p.tok === SEMICOLON ? undefined : parseSimpleStmt(p);
    expectSemi(p);
    if (p.tok !== LBRACE) post = parseSimpleStmt(p);
  }
  const cond = headerExpr(p, header);
  p.exprLev = exprLev;
  const body = parseBlock(p);
  expectSemi(p);
  return { kind: 'ForStmt', start, end: body.end, init, cond, post, body };
}

/** The rest of a range loop from `range`; its header began at `start`, and `exprLev` is what held before it. */
function parseRangeStmt(
  p: ParserState,
  start: number,
  exprLev: number,
  lhs: Expr[],
  op: ':=' | '=' | undefined,
): Stmt {
  if (lhs.length > 2) p.error(lhs[2]!.start, 'range clause permits at most two iteration variables');
  next(p);
  const x = parseExpr(p);
  p.exprLev = exprLev;
  const body = parseBlock(p);
  expectSemi(p);
  const [key, value] = lhs;
  return { kind: 'RangeStmt', start, end: body.end, key, value, op, x, body };
}
