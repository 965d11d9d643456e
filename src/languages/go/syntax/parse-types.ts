import type { ArrayType, ChanType, Expr, Field, FuncType, Ident, MapType, StarExpr } from './ast.js';
import { next } from './lexer.js';
import { parseExpr } from './parse-expressions.js';
import { parseParameters, parseResults, parseTypeParameters } from './parse-parameters.js';
import { parseInterfaceType, parseStructType } from './parse-struct-types.js';
import { expect, expectClosing, failExpected, parseIdent, passComma } from './parse-tokens.js';
import type { ParserState } from './parser-state.js';
import {
  ARROW,
  CHAN,
  COMMA,
  ELLIPSIS,
  FUNC,
  IDENT,
  INTERFACE,
  LBRACK,
  LPAREN,
  MAP,
  MUL,
  OR,
  PERIOD,
  RBRACK,
  RPAREN,
  STRUCT,
  TILDE,
} from './tokens.js';

/** Reads a type. https://go.dev/ref/spec#Types */
export function parseType(p: ParserState): Expr {
  return tryType(p) ?? failExpected(p, 'a type');
}

/** Reads a type if the current token begins one. */
export function tryType(p: ParserState): Expr | undefined {
  switch (p.tok) {
    case IDENT:
      return parseNamedType(p, parseIdent(p));
    case MUL:
      return nested(p, parsePointerType);
    case LBRACK:
      return nested(p, parseArrayOrSliceType);
    case MAP:
      return nested(p, parseMapType);
    case FUNC:
      return nested(p, parseFuncType);
    case STRUCT:
      return nested(p, parseStructType);
    case INTERFACE:
      return nested(p, parseInterfaceType);
    case CHAN:
    case ARROW:
      return nested(p, parseChanType);
    case LPAREN:
      return nested(p, parseParenthesizedType);
    default:
      return undefined;
  }
}

function nested(p: ParserState, parse: (p: ParserState) => Expr): Expr {
  p.enter();
  const type = parse(p);
  p.depth--;
  return type;
}

/** The type whose first name is read: `T`, `pkg.T`, with type arguments or without. */
export function parseNamedType(p: ParserState, name: Ident): Expr {
  const type = parseTypeName(p, name);
  return p.tok === LBRACK ? parseTypeArguments(p, type) : type;
}

/** `T` or `pkg.T`, whose first name is read. */
export function parseTypeName(p: ParserState, name: Ident): Expr {
  if (p.tok !== PERIOD) return name;
  next(p);
  const sel = parseIdent(p);
  return { kind: 'SelectorExpr', start: name.start, end: sel.end, x: name, sel };
}

/** The `[A, B]` after a generic type. */
export function parseTypeArguments(p: ParserState, x: Expr): Expr {
  const lbrack = p.start;
  next(p);
  if (p.tok === RBRACK) failExpected(p, 'type arguments');
  p.enter();
  const type = finishTypeArguments(p, x, lbrack, parseType(p));
  p.depth--;
  return type;
}

/** The rest of `x[A, B]` after its first argument. */
export function finishTypeArguments(p: ParserState, x: Expr, lbrack: number, first: Expr): Expr {
  const indices = [first];
  p.exprLev++;
  while (passComma(p, RBRACK, 'type argument list') && p.tok !== RBRACK) indices.push(parseType(p));
  p.exprLev--;
  const end = expectClosing(p, RBRACK, 'type argument list');
  return { kind: 'IndexExpr', start: x.start, end, x, lbrack, indices };
}

function parsePointerType(p: ParserState): StarExpr {
  const { start } = p;
  next(p);
  const x = parseType(p);
  return { kind: 'StarExpr', start, end: x.end, x };
}

function parseParenthesizedType(p: ParserState): Expr {
  const { start } = p;
  next(p);
  const x = parseType(p);
  return { kind: 'ParenExpr', start, end: expect(p, RPAREN), x };
}

function parseArrayOrSliceType(p: ParserState): ArrayType {
  const { start } = p;
  next(p);
  return parseArrayType(p, start, undefined);
}

/** The rest of an array or slice type after `[` at `start`, or after its length when that is read. */
export function parseArrayType(p: ParserState, start: number, length: Expr | undefined): ArrayType {
  const len = length ?? parseArrayLength(p);
  if (p.tok === COMMA) p.fail(p.start, "unexpected comma; expecting ']'");
  expect(p, RBRACK);
  const elt = parseType(p);
  return { kind: 'ArrayType', start, end: elt.end, len, elt };
}

function parseArrayLength(p: ParserState): Expr | undefined {
  if (p.tok === RBRACK) return undefined;
  if (p.tok === ELLIPSIS) {
    const { start, end } = p;
    next(p);
    return { kind: 'Ellipsis', start, end, elt: undefined };
  }
  p.exprLev++;
  const len = parseExpr(p);
  p.exprLev--;
  return len;
}

/** After a name and before `[`: the array type of a field `x [n]T`, or the instantiation `x[A]` itself. */
export function parseArrayOrInstance(p: ParserState, x: Ident): Expr {
  const lbrack = p.start;
  expect(p, LBRACK);
  const indices: Expr[] = [];
  let trailingComma = -1;
  p.exprLev++;
  while (p.tok !== RBRACK) {
    indices.push(parseExpr(p));
    if (p.tok !== COMMA) break;
    trailingComma = p.start;
    next(p);
    if (p.tok !== RBRACK) trailingComma = -1;
  }
  p.exprLev--;
  const end = expect(p, RBRACK);
  const len = indices[0];
  if (len === undefined) {
    const elt = parseType(p);
    return { kind: 'ArrayType', start: lbrack, end: elt.end, len, elt };
  }
  const elt = indices.length === 1 ? tryType(p) : undefined;
  if (elt === undefined) return { kind: 'IndexExpr', start: x.start, end, x, lbrack, indices };
  if (trailingComma !== -1) p.error(trailingComma, "unexpected comma; expecting ']'");
  return { kind: 'ArrayType', start: lbrack, end: elt.end, len, elt };
}

function parseMapType(p: ParserState): MapType {
  const { start } = p;
  next(p);
  expect(p, LBRACK);
  const key = parseType(p);
  expect(p, RBRACK);
  const value = parseType(p);
  return { kind: 'MapType', start, end: value.end, key, value };
}

function parseChanType(p: ParserState): ChanType {
  const { start } = p;
  let dir: ChanType['dir'] = 'both';
  let arrow = -1;
  if (p.tok === ARROW) {
    dir = 'receive';
    arrow = start;
    next(p);
    expect(p, CHAN);
  } else {
    next(p);
    if (p.tok === ARROW) {
      dir = 'send';
      arrow = p.start;
      next(p);
    }
  }
  const value = parseType(p);
  return { kind: 'ChanType', start, end: value.end, dir, arrow, value };
}

/** A function type, up to its results. */
export function parseFuncType(p: ParserState): FuncType {
  const { start } = p;
  next(p);
  if (p.tok === LBRACK) {
    p.error(p.start, 'function type must have no type parameters');
    parseTypeParameters(p);
  }
  return parseSignature(p, start);
}

/** Parameters and results; `start` is where the function type begins. */
export function parseSignature(p: ParserState, start: number): FuncType {
  const params = parseParameters(p);
  const results = parseResults(p);
  return { kind: 'FuncType', start, end: (results ?? params).end, params, results };
}

/** A union of terms, `~A | B`; the first may be read already. https://go.dev/ref/spec#General_interfaces */
export function parseUnion(p: ParserState, first: Expr | undefined): Expr {
  let x = first ?? parseTerm(p);
  while (p.tok === OR) {
    const opStart = p.start;
    next(p);
    const y = parseTerm(p);
    x = { kind: 'BinaryExpr', start: x.start, end: y.end, op: '|', opStart, x, y };
  }
  return x;
}

function parseTerm(p: ParserState): Expr {
  if (p.tok !== TILDE) return parseType(p);
  const { start } = p;
  next(p);
  const x = parseType(p);
  return { kind: 'UnaryExpr', start, end: x.end, op: '~', x };
}

/** A field without a tag. */
export function makeField(names: Ident[], type: Expr): Field {
  return { kind: 'Field', start: (names[0] ?? type).start, end: type.end, names, type, tag: undefined };
}
