/** Operands, and what can follow one: selectors, indexes, calls, composite values. */
import type { CallExpr, CompositeLit, Expr, LiteralKind } from './ast.js';
import { next } from './lexer.js';
import { parseExpr } from './parse-expressions.js';
import { parseBlock } from './parse-statements.js';
import { expect, expectClosing, failExpected, parseIdent, passComma } from './parse-tokens.js';
import { parseFuncType, parseType, tryType } from './parse-types.js';
import type { ParserState } from './parser-state.js';
import {
  CHAR,
  COLON,
  COMMA,
  ELLIPSIS,
  FLOAT,
  FUNC,
  IDENT,
  IMAG,
  INT,
  LBRACE,
  LBRACK,
  LPAREN,
  PERIOD,
  RBRACE,
  RBRACK,
  RPAREN,
  STRING,
  TYPE,
} from './tokens.js';

/** Reads an operand; a type is one too. https://go.dev/ref/spec#Operands */
export function parseOperand(p: ParserState): Expr {
  switch (p.tok) {
    case IDENT:
      return parseIdent(p);
    case STRING:
      return parseLiteral(p, 'string');
    case INT:
      return parseLiteral(p, 'int');
    case CHAR:
      return parseLiteral(p, 'rune');
    case FLOAT:
      return parseLiteral(p, 'float');
    case IMAG:
      return parseLiteral(p, 'imaginary');
    case LPAREN: {
      const { start } = p;
      next(p);
      p.exprLev++;
      const x = parseExpr(p);
      p.exprLev--;
      return { kind: 'ParenExpr', start, end: expect(p, RPAREN), x };
    }
    case FUNC: {
      const type = parseFuncType(p);
      if (p.tok !== LBRACE) return type;
      p.exprLev++;
      const body = parseBlock(p);
      p.exprLev--;
      return { kind: 'FuncLit', start: type.start, end: body.end, type, body };
    }
    default:
      return tryType(p) ?? failExpected(p, 'an expression');
  }
}

/** Reads a literal token. */
export function parseLiteral<K extends LiteralKind>(p: ParserState, literal: K) {
  const { start, end } = p;
  const raw = p.text.slice(start, end);
  next(p);
  return { kind: 'BasicLit' as const, start, end, literal, raw };
}

/** Reads the selectors, indexes, calls and composite values after an operand. */
export function parsePrimaryExpr(p: ParserState, operand: Expr): Expr {
  let x = operand;
  for (;;) {
    switch (p.tok) {
      case PERIOD:
        x = parseSelector(p, x);
        break;
      case LPAREN:
        x = parseCall(p, x);
        break;
      case LBRACK:
        x = parseIndexOrSlice(p, x);
        break;
      case LBRACE: {
        const type = unparen(x);
        if (!isLiteralType(p, type)) return x;
        if (type !== x) p.error(type.start, 'cannot parenthesize type in composite literal');
        x = parseCompositeLit(p, x);
        break;
      }
      default:
        return x;
    }
  }
}

/** Removes any parentheses around an expression. */
export function unparen(expr: Expr): Expr {
  let x = expr;
  while (x.kind === 'ParenExpr') x = x.x;
  return x;
}

/** True when a `{` after this expression begins its values, rather than the block of a control statement. */
function isLiteralType(p: ParserState, type: Expr): boolean {
  switch (type.kind) {
    case 'Ident':
    case 'SelectorExpr':
    case 'IndexExpr':
      return p.exprLev >= 0;
    case 'ArrayType':
    case 'StructType':
    case 'MapType':
      return true;
    default:
      return false;
  }
}

function parseSelector(p: ParserState, x: Expr): Expr {
  next(p);
  if (p.tok === IDENT) {
    const sel = parseIdent(p);
    return { kind: 'SelectorExpr', start: x.start, end: sel.end, x, sel };
  }
  if (p.tok !== LPAREN) failExpected(p, 'a selector or type assertion');
  next(p);
  let type: Expr | undefined;
  if (p.tok === TYPE) next(p);
  else type = parseType(p);
  return { kind: 'TypeAssertExpr', start: x.start, end: expect(p, RPAREN), x, type };
}

function parseCall(p: ParserState, fun: Expr): CallExpr {
  const lparen = p.start;
  next(p);
  p.exprLev++;
  const args: Expr[] = [];
  let ellipsis = false;
  while (p.tok !== RPAREN) {
    args.push(parseExpr(p));
    if (p.tok === ELLIPSIS) {
      ellipsis = true;
      next(p);
    }
    if (!passComma(p, RPAREN, 'argument list') || ellipsis) break;
  }
  p.exprLev--;
  const end = expectClosing(p, RPAREN, 'argument list');
  return { kind: 'CallExpr', start: fun.start, end, fun, lparen, args, ellipsis };
}

function parseIndexOrSlice(p: ParserState, x: Expr): Expr {
  const lbrack = p.start;
  next(p);
  if (p.tok === RBRACK) failExpected(p, 'an index');
  p.exprLev++;
  const first = p.tok === COLON ? undefined : parseExpr(p);
  if (first === undefined || p.tok === COLON) return parseSlice(p, x, first);
  const indices = [first];
  while (p.tok === COMMA) {
    next(p);
    if (p.tok !== RBRACK) indices.push(parseType(p));
  }
  p.exprLev--;
  const end = expectClosing(p, RBRACK, 'index');
  return { kind: 'IndexExpr', start: x.start, end, x, lbrack, indices };
}

/** The rest of a slice expression from its first colon. */
function parseSlice(p: ParserState, x: Expr, low: Expr | undefined): Expr {
  next(p);
  let max: Expr | undefined;
  const high = p.tok === COLON || p.tok === RBRACK ? undefined : parseExpr(p);
  if (p.tok === COLON) {
    if (high === undefined) p.error(p.start, 'middle index required in 3-index slice');
    next(p);
    if (p.tok === RBRACK) p.error(p.start, 'final index required in 3-index slice');
    else max = parseExpr(p);
  }
  p.exprLev--;
  return { kind: 'SliceExpr', start: x.start, end: expect(p, RBRACK), x, low, high, max };
}

function parseCompositeLit(p: ParserState, type: Expr | undefined): CompositeLit {
  const lbrace = p.start;
  p.enter();
  next(p);
  p.exprLev++;
  const elts: Expr[] = [];
  while (p.tok !== RBRACE) {
    elts.push(parseElement(p));
    if (!passComma(p, RBRACE, 'composite literal')) break;
  }
  p.exprLev--;
  const end = expectClosing(p, RBRACE, 'composite literal');
  p.depth--;
  return { kind: 'CompositeLit', start: type === undefined ? lbrace : type.start, end, type, lbrace, elts };
}

function parseElement(p: ParserState): Expr {
  const key = parseElementValue(p);
  if (p.tok !== COLON) return key;
  next(p);
  const value = parseElementValue(p);
  return { kind: 'KeyValueExpr', start: key.start, end: value.end, key, value };
}

function parseElementValue(p: ParserState): Expr {
  return p.tok === LBRACE ? parseCompositeLit(p, undefined) : parseExpr(p);
}
