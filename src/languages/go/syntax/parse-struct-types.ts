import type { BasicLit, Expr, Field, FieldList, Ident, InterfaceType, StarExpr, StructType } from './ast.js';
import { next } from './lexer.js';
import { parseExpr } from './parse-expressions.js';
import { parseTypeParameterList } from './parse-parameters.js';
import { parseLiteral } from './parse-primary.js';
import { expect, expectSemi, failExpected, parseIdent } from './parse-tokens.js';
import {
  finishTypeArguments,
  makeField,
  parseArrayOrInstance,
  parseNamedType,
  parseSignature,
  parseType,
  parseTypeArguments,
  parseTypeName,
  parseUnion,
} from './parse-types.js';
import type { ParserState } from './parser-state.js';
import {
  COMMA,
  IDENT,
  LBRACE,
  LBRACK,
  LPAREN,
  MUL,
  PERIOD,
  RBRACE,
  RBRACK,
  RPAREN,
  SEMICOLON,
  STRING,
} from './tokens.js';

/** Reads a struct type. https://go.dev/ref/spec#Struct_types */
export function parseStructType(p: ParserState): StructType {
  const { start } = p;
  next(p);
  const fields = parseBraced(p, parseStructField);
  return { kind: 'StructType', start, end: fields.end, fields };
}

/** Reads an interface type. https://go.dev/ref/spec#Interface_types */
export function parseInterfaceType(p: ParserState): InterfaceType {
  const { start } = p;
  next(p);
  const methods = parseBraced(p, parseInterfaceElement);
  return { kind: 'InterfaceType', start, end: methods.end, methods };
}

function parseBraced(p: ParserState, parseField: (p: ParserState) => Field): FieldList {
  const { start } = p;
  expect(p, LBRACE);
  const list: Field[] = [];
  while (p.tok !== RBRACE) {
    list.push(parseField(p));
    expectSemi(p);
  }
  return { kind: 'FieldList', start, end: expect(p, RBRACE), enclosed: true, list };
}

function parseStructField(p: ParserState): Field {
  if (p.tok === MUL || p.tok === LPAREN) return tagged(p, [], parseEmbeddedPointer(p));
  if (p.tok !== IDENT) failExpected(p, 'a field');
  const name = parseIdent(p);
  switch (p.tok) {
    case PERIOD:
      return tagged(p, [], parseNamedType(p, name));
    case STRING:
    case SEMICOLON:
    case RBRACE:
      return tagged(p, [], name);
    case LBRACK: {
      const type = parseArrayOrInstance(p, name);
      return tagged(p, type.kind === 'ArrayType' ? [name] : [], type);
    }
  }
  const names = [name];
  while (p.tok === COMMA) {
    next(p);
    names.push(parseIdent(p));
  }
  return tagged(p, names, parseType(p));
}

/** `*T`; parentheses are read and reported, since Go has none here. */
function parseEmbeddedPointer(p: ParserState): Expr {
  const { start } = p;
  if (p.tok === LPAREN) {
    p.error(start, 'cannot parenthesize embedded type');
    next(p);
    const type = p.tok === MUL ? parseEmbeddedPointer(p) : parseNamedType(p, parseIdent(p));
    if (p.tok === RPAREN) next(p);
    return type;
  }
  next(p);
  if (p.tok === LPAREN) {
    p.error(p.start, 'cannot parenthesize embedded type');
    next(p);
    const star = pointer(start, parseNamedType(p, parseIdent(p)));
    if (p.tok === RPAREN) next(p);
    return star;
  }
  return pointer(start, parseNamedType(p, parseIdent(p)));
}

function pointer(start: number, x: Expr): StarExpr {
  return { kind: 'StarExpr', start, end: x.end, x };
}

function tagged(p: ParserState, names: Ident[], type: Expr): Field {
  const tag: BasicLit | undefined = p.tok === STRING ? parseLiteral(p, 'string') : undefined;
  const { start } = names[0] ?? type;
  return { kind: 'Field', start, end: (tag ?? type).end, names, type, tag };
}

function parseInterfaceElement(p: ParserState): Field {
  if (p.tok !== IDENT) return makeField([], parseUnion(p, undefined));
  const name = parseIdent(p);
  if (p.tok === LPAREN) return makeField([name], parseSignature(p, p.start));
  if (p.tok === LBRACK) return parseGenericElement(p, name);
  const type = parseTypeName(p, name);
  return makeField([], parseUnion(p, p.tok === LBRACK ? parseTypeArguments(p, type) : type));
}

/** `T[A, B]` embedded, or a method with type parameters, which Go 1.26 does not have: read and reported. */
function parseGenericElement(p: ParserState, name: Ident): Field {
  const lbrack = p.start;
  next(p);
  p.exprLev++;
  const first = parseExpr(p);
  p.exprLev--;
  if (first.kind !== 'Ident' || p.tok === COMMA || p.tok === RBRACK) {
    return makeField([], parseUnion(p, finishTypeArguments(p, name, lbrack, first)));
  }
  p.error(lbrack, 'interface method must have no type parameters');
  parseTypeParameterList(p, lbrack, first, undefined);
  return makeField([name], parseSignature(p, p.start));
}
