import type { Ident } from './ast.js';
import { next } from './lexer.js';
import type { ParserState } from './parser-state.js';
import { COMMA, EOF, IDENT, RBRACE, RPAREN, SEMICOLON, TOKEN_TEXT } from './tokens.js';

/** Passes over a token of this kind and gives its end; any other token ends the declaration. */
export function expect(p: ParserState, kind: number): number {
  if (p.tok !== kind) failExpected(p, `'${TOKEN_TEXT[kind]}'`);
  const { end } = p;
  next(p);
  return end;
}

/** Like `expect`, but a newline before the closing bracket is only reported. */
export function expectClosing(p: ParserState, kind: number, context: string): number {
  if (p.tok === SEMICOLON && p.isNewline) {
    p.error(p.start, `missing ',' before newline in ${context}`);
    next(p);
  }
  return expect(p, kind);
}

/** Passes over the semicolon that ends a statement; it may be missing before `)` and `}`. */
export function expectSemi(p: ParserState): void {
  if (p.tok === SEMICOLON) next(p);
  else if (p.tok !== RPAREN && p.tok !== RBRACE) failExpected(p, "';'");
}

/** True when a list goes on after the current element; the comma is then passed over. */
export function passComma(p: ParserState, closing: number, context: string): boolean {
  if (p.tok === COMMA) {
    next(p);
    return true;
  }
  if (p.tok === closing || (p.tok === SEMICOLON && p.isNewline)) return false;
  return p.fail(p.start, `missing ',' in ${context}, found ${describe(p)}`);
}

/** Reads a name. */
export function parseIdent(p: ParserState): Ident {
  if (p.tok !== IDENT) failExpected(p, 'a name');
  const { start, end } = p;
  const ident: Ident = { kind: 'Ident', start, end, name: p.text.slice(start, end) };
  next(p);
  return ident;
}

/** Reads one or more names with commas between them. */
export function parseIdentList(p: ParserState): Ident[] {
  const names = [parseIdent(p)];
  while (p.tok === COMMA) {
    next(p);
    names.push(parseIdent(p));
  }
  return names;
}

/** Reports that `wanted` is missing at the current token, and leaves the declaration. */
export function failExpected(p: ParserState, wanted: string): never {
  return p.fail(p.start, `expected ${wanted}, found ${describe(p)}`);
}

function describe(p: ParserState): string {
  if (p.tok === SEMICOLON && p.isNewline) return 'newline';
  return p.tok === EOF ? 'end of file' : `'${p.text.slice(p.start, Math.min(p.end, p.start + 40))}'`;
}
