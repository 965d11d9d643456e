import { characterLength, isLetterAt, WORD_CLASS, wordEnd } from './characters.js';
import { lineCommentEnd, readComment } from './comments.js';
import { scanNumber, scanRawString, scanRune, scanString } from './literals.js';
import type { ParserState } from './parser-state.js';
import {
  ADD,
  ADD_ASSIGN,
  AND,
  AND_ASSIGN,
  AND_NOT,
  AND_NOT_ASSIGN,
  ARROW,
  ASSIGN,
  COLON,
  COMMA,
  DEC,
  DEFINE,
  ELLIPSIS,
  EOF,
  EQL,
  GEQ,
  GTR,
  IDENT,
  INC,
  LAND,
  LAST_BEFORE_NEWLINE,
  LBRACE,
  LBRACK,
  LEQ,
  LOR,
  LPAREN,
  LSS,
  MUL,
  MUL_ASSIGN,
  NEQ,
  NOT,
  OR,
  OR_ASSIGN,
  PERIOD,
  QUO,
  QUO_ASSIGN,
  RBRACE,
  RBRACK,
  REM,
  REM_ASSIGN,
  RPAREN,
  SEMICOLON,
  SHL,
  SHL_ASSIGN,
  SHR,
  SHR_ASSIGN,
  SUB,
  SUB_ASSIGN,
  TILDE,
  wordKind,
  XOR,
  XOR_ASSIGN,
} from './tokens.js';

/**
 * Moves to the next token, keeping the comments on the way. A newline or the end of the file becomes
 * a semicolon after the tokens that can end a statement. https://go.dev/ref/spec#Semicolons
 */
export function next(p: ParserState): void {
  const { text, length } = p;
  const endsStatement = p.tok <= LAST_BEFORE_NEWLINE;
  p.prevStart = p.start;
  p.prevEnd = p.end;
  p.commentsBefore = p.comments.length;
  let i = p.end;
  while (i < length) {
    const c = text.charCodeAt(i);
    if (c === 32 || c === 9 || c === 13) {
      i++;
    } else if (c === 10) {
      if (endsStatement) {
        insertSemicolon(p, i, i + 1);
        return;
      }
      i++;
    } else if (WORD_CLASS[c] === 1) {
      scanWord(p, i, c);
      return;
    } else if (c === 47 && isComment(text, i)) {
      const start = i;
      i = readComment(p, start);
      if (endsStatement && text.charCodeAt(start + 1) === 42) {
        const newline = text.indexOf('\n', start);
        if (newline !== -1 && newline < i) {
          insertSemicolon(p, newline, i);
          return;
        }
      }
    } else {
      p.start = i;
      p.end = i + 1;
      if (scanSymbol(p, c, i)) return;
      i = p.end;
    }
  }
  if (endsStatement) {
    insertSemicolon(p, length, length);
    return;
  }
  p.start = length;
  p.end = length;
  p.tok = EOF;
}

/** Moves from the opening brace to its closing one, which becomes the current token; false when there is none. */
export function skipToClosingBrace(p: ParserState): boolean {
  const { text, length } = p;
  let depth = 0;
  let i = p.start;
  while (i < length) {
    const c = text.charCodeAt(i);
    if (SKIP_STOPS[c] === 0) {
      i++;
    } else if (c === 123) {
      depth++;
      i++;
    } else if (c === 125) {
      i++;
      if (--depth === 0) {
        p.tok = RBRACE;
        p.start = i - 1;
        p.end = i;
        return true;
      }
    } else if (c === 47) {
      i = isComment(text, i) ? readComment(p, i) : i + 1;
    } else {
      i = literalEnd(text, i, c);
    }
  }
  return false;
}

/** 1 for the characters that matter to brace matching: braces, quotes and the slash. */
const SKIP_STOPS = new Uint8Array(65536);
for (const c of '{}"\'`/') SKIP_STOPS[c.charCodeAt(0)] = 1;

/** End of the string or rune that `quote` opens at `start`; unlike when parsing, its contents are not checked. */
export function literalEnd(text: string, start: number, quote: number): number {
  if (quote === 96) {
    const close = text.indexOf('`', start + 1);
    return close === -1 ? text.length : close + 1;
  }
  let i = start + 1;
  while (i < text.length) {
    const c = text.charCodeAt(i);
    if (c === quote) return i + 1;
    if (c === 10) return i;
    i += c === 92 ? 2 : 1;
  }
  return i;
}

/** True when the slash at `offset` opens a comment. */
export function isComment(text: string, offset: number): boolean {
  const c = offset + 1 < text.length ? text.charCodeAt(offset + 1) : 0;
  return c === 47 || c === 42;
}

/** End of the comment at `start`, for callers that keep none. */
export function commentEnd(text: string, start: number): number {
  if (text.charCodeAt(start + 1) === 47) return lineCommentEnd(text, start);
  const close = text.indexOf('*/', start + 2);
  return close === -1 ? text.length : close + 2;
}

function insertSemicolon(p: ParserState, start: number, end: number): void {
  p.tok = SEMICOLON;
  p.start = start;
  p.end = end;
  p.isNewline = true;
}

function scanWord(p: ParserState, start: number, first: number): void {
  const { text, length } = p;
  let i = start + 1;
  while (i < length && WORD_CLASS[text.charCodeAt(i)] !== 0) i++;
  if (i < length && text.charCodeAt(i) >= 0x80) i = wordEnd(text, i);
  p.start = start;
  p.end = i;
  // Keywords begin with b to v and have two letters or more.
  p.tok = first >= 98 && first <= 118 && i - start > 1 ? wordKind(text, start, i) : IDENT;
}

/** Reads the token that `c` begins at `i`; false when that is no token, which is then reported and passed over. */
function scanSymbol(p: ParserState, c: number, i: number): boolean {
  const after = i + 1 < p.length ? p.text.charCodeAt(i + 1) : 0;
  switch (c) {
    case 40: // (
      return accept(p, LPAREN);
    case 41: // )
      return accept(p, RPAREN);
    case 44: // ,
      return accept(p, COMMA);
    case 46: // .
      if (after >= 48 && after <= 57) return number(p, i);
      if (after === 46 && i + 2 < p.length && p.text.charCodeAt(i + 2) === 46)
        return acceptWide(p, 3, ELLIPSIS);
      return accept(p, PERIOD);
    case 123: // {
      return accept(p, LBRACE);
    case 125: // }
      return accept(p, RBRACE);
    case 91: // [
      return accept(p, LBRACK);
    case 93: // ]
      return accept(p, RBRACK);
    case 34: // "
      scanString(p, i);
      return true;
    case 96: // `
      scanRawString(p, i);
      return true;
    case 39: // '
      scanRune(p, i);
      return true;
    case 48: // 0 to 9
    case 49:
    case 50:
    case 51:
    case 52:
    case 53:
    case 54:
    case 55:
    case 56:
    case 57:
      return number(p, i);
    case 58: // :
      return withEqual(p, after, COLON, DEFINE);
    case 61: // =
      return withEqual(p, after, ASSIGN, EQL);
    case 59: // ;
      p.isNewline = false;
      return accept(p, SEMICOLON);
    case 42: // *
      return withEqual(p, after, MUL, MUL_ASSIGN);
    case 38: // &
      if (after === 94) return shifted(p, AND_NOT, AND_NOT_ASSIGN);
      return after === 38 ? acceptWide(p, 2, LAND) : withEqual(p, after, AND, AND_ASSIGN);
    case 33: // !
      return withEqual(p, after, NOT, NEQ);
    case 43: // +
      return after === 43 ? acceptWide(p, 2, INC) : withEqual(p, after, ADD, ADD_ASSIGN);
    case 45: // -
      return after === 45 ? acceptWide(p, 2, DEC) : withEqual(p, after, SUB, SUB_ASSIGN);
    case 60: // <
      if (after === 45) return acceptWide(p, 2, ARROW);
      return after === 60 ? shifted(p, SHL, SHL_ASSIGN) : withEqual(p, after, LSS, LEQ);
    case 62: // >
      return after === 62 ? shifted(p, SHR, SHR_ASSIGN) : withEqual(p, after, GTR, GEQ);
    case 124: // |
      return after === 124 ? acceptWide(p, 2, LOR) : withEqual(p, after, OR, OR_ASSIGN);
    case 47: // /
      return withEqual(p, after, QUO, QUO_ASSIGN);
    case 37: // %
      return withEqual(p, after, REM, REM_ASSIGN);
    case 94: // ^
      return withEqual(p, after, XOR, XOR_ASSIGN);
    case 126: // ~
      return accept(p, TILDE);
    default:
      return scanUnusual(p, c, i);
  }
}

function accept(p: ParserState, kind: number): true {
  p.tok = kind;
  return true;
}

function acceptWide(p: ParserState, width: number, kind: number): true {
  p.tok = kind;
  p.end = p.start + width;
  return true;
}

/** One character, or two with `=` after it. */
function withEqual(p: ParserState, after: number, plain: number, assigning: number): true {
  return after === 61 ? acceptWide(p, 2, assigning) : accept(p, plain);
}

/** Two characters, or three with `=` after them. */
function shifted(p: ParserState, plain: number, assigning: number): true {
  const third = p.start + 2 < p.length ? p.text.charCodeAt(p.start + 2) : 0;
  return third === 61 ? acceptWide(p, 3, assigning) : acceptWide(p, 2, plain);
}

function number(p: ParserState, start: number): true {
  scanNumber(p, start);
  return true;
}

/** A name beyond ASCII, or a character that Go does not know. */
function scanUnusual(p: ParserState, c: number, i: number): boolean {
  if (c >= 0x80 && isLetterAt(p.text, i)) {
    p.end = wordEnd(p.text, i);
    return accept(p, IDENT);
  }
  p.end = i + characterLength(p.text, i);
  // NUL and byte order marks are reported once for the whole file, wherever they stand.
  if (c !== 0 && c !== 0xfeff) p.error(i, 'illegal character');
  return false;
}
