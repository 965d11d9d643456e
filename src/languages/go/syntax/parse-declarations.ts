import type { Expr, FuncDecl, GenDecl, Ident, ImportSpec, Spec, TypeSpec, ValueSpec } from './ast.js';
import { leadComment } from './comments.js';
import { next } from './lexer.js';
import { parseExprList } from './parse-expressions.js';
import { parseParameters, parseTypeParameters } from './parse-parameters.js';
import { expect, expectSemi, failExpected, parseIdent, parseIdentList } from './parse-tokens.js';
import { parseTypeBody } from './parse-type-spec.js';
import { parseSignature, parseType, tryType } from './parse-types.js';
import type { ParserState } from './parser-state.js';
import {
  ASSIGN,
  CONST,
  IDENT,
  IMPORT,
  LBRACK,
  LPAREN,
  PERIOD,
  RPAREN,
  SEMICOLON,
  STRING,
  TOKEN_TEXT,
  TYPE,
} from './tokens.js';

/** Reads an import, const, type or var declaration from its keyword. */
export function parseGenDecl(p: ParserState, keyword: number): GenDecl {
  const doc = leadComment(p);
  const { start } = p;
  next(p);
  const decl: GenDecl = {
    kind: 'GenDecl',
    start,
    end: start,
    keyword: TOKEN_TEXT[keyword] as GenDecl['keyword'],
    parenthesized: p.tok === LPAREN,
    specs: [],
    doc,
  };
  if (p.depth === 0) p.partial = decl;
  if (decl.parenthesized) {
    next(p);
    while (p.tok !== RPAREN) decl.specs.push(parseSpec(p, keyword, decl.specs.length, leadComment(p)));
    decl.end = expect(p, RPAREN);
    expectSemi(p);
  } else {
    const spec = parseSpec(p, keyword, 0, doc);
    decl.specs.push(spec);
    decl.end = spec.end;
  }
  return decl;
}

function parseSpec(p: ParserState, keyword: number, iota: number, doc: TypeSpec['doc']): Spec {
  if (keyword === IMPORT) return parseImportSpec(p);
  return keyword === TYPE ? parseTypeSpec(p, doc) : parseValueSpec(p, keyword, iota);
}

function parseImportSpec(p: ParserState): ImportSpec {
  const { start } = p;
  let alias = '';
  if (p.tok === IDENT) {
    alias = parseIdent(p).name;
  } else if (p.tok === PERIOD) {
    alias = '.';
    next(p);
  }
  if (p.tok !== STRING) failExpected(p, 'an import path');
  const { start: pathStart, end } = p;
  next(p);
  expectSemi(p);
  return { kind: 'ImportSpec', start, end, alias, path: p.text.slice(pathStart + 1, end - 1), pathStart };
}

function parseValueSpec(p: ParserState, keyword: number, iota: number): ValueSpec {
  const names = parseIdentList(p);
  let type: Expr | undefined;
  let values: Expr[] = [];
  if (keyword === CONST) {
    if (p.tok !== SEMICOLON && p.tok !== RPAREN) type = tryType(p);
  } else if (p.tok !== ASSIGN) {
    type = parseType(p);
  }
  if (p.tok === ASSIGN) {
    next(p);
    values = parseExprList(p);
  }
  expectSemi(p);
  const { end } = values[values.length - 1] ?? type ?? names[names.length - 1]!;
  return { kind: 'ValueSpec', start: names[0]!.start, end, names, type, values, iota };
}

function parseTypeSpec(p: ParserState, doc: TypeSpec['doc']): TypeSpec {
  const name = parseIdent(p);
  const { typeParams, alias, type } = parseTypeBody(p);
  expectSemi(p);
  return { kind: 'TypeSpec', start: name.start, end: type.end, name, typeParams, alias, type, doc };
}

/** Reads a function or method up to its body, which follows if the current token is then a brace. */
export function parseFuncHeader(p: ParserState): FuncDecl {
  const doc = leadComment(p);
  const { start } = p;
  next(p);
  const recv = p.tok === LPAREN ? parseParameters(p) : undefined;
  const name: Ident = parseIdent(p);
  if (recv !== undefined && p.tok === LBRACK) p.error(p.start, 'method must have no type parameters');
  const typeParams = p.tok === LBRACK ? parseTypeParameters(p) : undefined;
  const type = parseSignature(p, start);
  const { end } = type;
  return { kind: 'FuncDecl', start, end, recv, name, typeParams, type, body: undefined, doc };
}
