import type { AssignOperator, AssignStmt, Block, BranchStmt, CallExpr, Expr, Stmt } from './ast.js';
import { next } from './lexer.js';
import { parseForStmt, parseIfStmt, parseSelectStmt, parseSwitchStmt } from './parse-control.js';
import { parseGenDecl } from './parse-declarations.js';
import { parseExpr, parseExprList } from './parse-expressions.js';
import { unparen } from './parse-primary.js';
import { expect, expectSemi, failExpected, parseIdent } from './parse-tokens.js';
import type { ParserState } from './parser-state.js';
import {
  ADD,
  AND,
  AND_NOT_ASSIGN,
  ARROW,
  BREAK,
  CASE,
  CHAN,
  CHAR,
  COLON,
  COMMA,
  CONST,
  CONTINUE,
  DEC,
  DEFAULT,
  DEFER,
  DEFINE,
  FALLTHROUGH,
  FLOAT,
  FOR,
  FUNC,
  GO,
  GOTO,
  IDENT,
  IF,
  IMAG,
  INC,
  INT,
  INTERFACE,
  LBRACE,
  LBRACK,
  LPAREN,
  MAP,
  MUL,
  NOT,
  RBRACE,
  RETURN,
  SELECT,
  SEMICOLON,
  STRING,
  STRUCT,
  SUB,
  SWITCH,
  TOKEN_TEXT,
  TYPE,
  VAR,
  XOR,
} from './tokens.js';

/** Reads a block from its opening brace. */
export function parseBlock(p: ParserState): Block {
  const { start } = p;
  expect(p, LBRACE);
  const stmts = parseStmtList(p);
  return { kind: 'Block', start, end: expect(p, RBRACE), skipped: false, stmts };
}

/** Reads statements up to a closing brace or the next case. */
export function parseStmtList(p: ParserState): Stmt[] {
  const stmts: Stmt[] = [];
  while (p.tok !== RBRACE && p.tok !== CASE && p.tok !== DEFAULT) stmts.push(parseStmt(p));
  return stmts;
}

function parseStmt(p: ParserState): Stmt {
  p.enter();
  const stmt = parseAnyStmt(p);
  p.depth--;
  return stmt;
}

/** Reads a statement and the semicolon after it. https://go.dev/ref/spec#Statements */
function parseAnyStmt(p: ParserState): Stmt {
  const { tok, start } = p;
  switch (tok) {
    case IDENT:
    case FUNC:
    case LPAREN:
    case MUL:
    case ARROW:
    case INT:
    case FLOAT:
    case IMAG:
    case CHAR:
    case STRING:
    case LBRACK:
    case STRUCT:
    case MAP:
    case CHAN:
    case INTERFACE:
    case ADD:
    case SUB:
    case AND:
    case XOR:
    case NOT: {
      const x = parseExpr(p);
      if (p.tok === COLON) return parseLabeledStmt(p, x);
      const stmt = finishSimpleStmt(p, x);
      expectSemi(p);
      return stmt;
    }
    case IF:
      return parseIfStmt(p);
    case RETURN:
      return parseReturnStmt(p);
    case FOR:
      return parseForStmt(p);
    case SWITCH:
      return parseSwitchStmt(p);
    case VAR:
    case CONST:
    case TYPE: {
      const decl = parseGenDecl(p, tok);
      return { kind: 'DeclStmt', start, end: decl.end, decl };
    }
    case DEFER: {
      const call = parseDeferredCall(p);
      return call === undefined
        ? { kind: 'BadStmt', start, end: p.prevEnd }
        : { kind: 'DeferStmt', start, end: call.end, call };
    }
    case GO: {
      const call = parseDeferredCall(p);
      return call === undefined
        ? { kind: 'BadStmt', start, end: p.prevEnd }
        : { kind: 'GoStmt', start, end: call.end, call };
    }
    case BREAK:
    case CONTINUE:
    case GOTO:
    case FALLTHROUGH:
      return parseBranchStmt(p);
    case SELECT:
      return parseSelectStmt(p);
    case LBRACE: {
      const block = parseBlock(p);
      expectSemi(p);
      return block;
    }
    case SEMICOLON: {
      const implicit = p.isNewline;
      next(p);
      return { kind: 'EmptyStmt', start, end: implicit ? start : start + 1, implicit };
    }
    case RBRACE:
      return { kind: 'EmptyStmt', start, end: start, implicit: true };
    default:
      return failExpected(p, 'a statement');
  }
}

/** Reads a statement that can stand in the header of a control statement. https://go.dev/ref/spec#SimpleStmt */
export function parseSimpleStmt(p: ParserState): Stmt {
  return finishSimpleStmt(p, parseExpr(p));
}

/** The rest of a simple statement after its first expression. */
export function finishSimpleStmt(p: ParserState, x: Expr): Stmt {
  const { tok } = p;
  if (tok >= DEFINE && tok <= AND_NOT_ASSIGN) return parseAssignment(p, [x]);
  if (tok === COMMA) return parseAssignment(p, parseMoreExprs(p, x));
  if (tok === INC || tok === DEC) {
    const { end } = p;
    next(p);
    return { kind: 'IncDecStmt', start: x.start, end, op: tok === INC ? '++' : '--', x };
  }
  if (tok === ARROW) {
    next(p);
    const value = parseExpr(p);
    return { kind: 'SendStmt', start: x.start, end: value.end, chan: x, value };
  }
  return { kind: 'ExprStmt', start: x.start, end: x.end, x };
}

/** The list that begins with `x`, from the comma after it. */
export function parseMoreExprs(p: ParserState, x: Expr): Expr[] {
  const list = [x];
  while (p.tok === COMMA) {
    next(p);
    list.push(parseExpr(p));
  }
  return list;
}

/** Reads the operator and right side of an assignment. */
function parseAssignment(p: ParserState, lhs: Expr[]): AssignStmt {
  const { tok, start: opStart } = p;
  if (tok < DEFINE || tok > AND_NOT_ASSIGN) failExpected(p, "'=' or ':='");
  next(p);
  return finishAssignment(p, lhs, tok, opStart);
}

/** The right side of an assignment whose operator is read. */
export function finishAssignment(p: ParserState, lhs: Expr[], op: number, opStart: number): AssignStmt {
  const rhs = parseExprList(p);
  const { start } = lhs[0]!;
  const { end } = rhs[rhs.length - 1]!;
  return { kind: 'AssignStmt', start, end, op: TOKEN_TEXT[op] as AssignOperator, opStart, lhs, rhs };
}

function parseLabeledStmt(p: ParserState, x: Expr): Stmt {
  if (x.kind !== 'Ident') return p.fail(p.start, 'illegal label declaration');
  next(p);
  const stmt = parseStmt(p);
  return { kind: 'LabeledStmt', start: x.start, end: stmt.end, label: x, stmt };
}

/** The call of a go or defer statement; undefined, and reported, when it is something else. */
function parseDeferredCall(p: ParserState): CallExpr | undefined {
  const keyword = TOKEN_TEXT[p.tok];
  next(p);
  const x = parseExpr(p);
  const call = unparen(x);
  if (call !== x) p.error(x.start, `expression in ${keyword} must not be parenthesized`);
  if (call.kind !== 'CallExpr') p.error(x.end, `expression in ${keyword} must be function call`);
  expectSemi(p);
  return call.kind === 'CallExpr' ? call : undefined;
}

function parseReturnStmt(p: ParserState): Stmt {
  const { start } = p;
  let { end } = p;
  next(p);
  let results: Expr[] = [];
  if (p.tok !== SEMICOLON && p.tok !== RBRACE) {
    results = parseExprList(p);
    end = results[results.length - 1]!.end;
  }
  expectSemi(p);
  return { kind: 'ReturnStmt', start, end, results };
}

function parseBranchStmt(p: ParserState): BranchStmt {
  const { tok, start, end } = p;
  next(p);
  const hasLabel = tok === GOTO || (tok !== FALLTHROUGH && p.tok === IDENT);
  const label = hasLabel ? parseIdent(p) : undefined;
  expectSemi(p);
  const keyword = TOKEN_TEXT[tok] as BranchStmt['keyword'];
  return { kind: 'BranchStmt', start, end: label === undefined ? end : label.end, keyword, label };
}
