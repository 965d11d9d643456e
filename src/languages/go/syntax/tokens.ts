/**
 * Token kinds as plain numbers, in an order that makes the common questions a comparison:
 * a newline ends the statement after the kinds up to LAST_BEFORE_NEWLINE, and assignment
 * operators and keywords are contiguous. https://go.dev/ref/spec#Lexical_elements
 */

export const IDENT: number = 1;
export const INT: number = 2;
export const FLOAT: number = 3;
export const IMAG: number = 4;
export const CHAR: number = 5;
export const STRING: number = 6;
export const INC: number = 7;
export const DEC: number = 8;
export const RPAREN: number = 9;
export const RBRACK: number = 10;
export const RBRACE: number = 11;
export const BREAK: number = 12;
export const CONTINUE: number = 13;
export const FALLTHROUGH: number = 14;
export const RETURN: number = 15;
export const LAST_BEFORE_NEWLINE: number = 15;
export const CASE: number = 16;
export const CHAN: number = 17;
export const CONST: number = 18;
export const DEFAULT: number = 19;
export const DEFER: number = 20;
export const ELSE: number = 21;
export const FOR: number = 22;
export const FUNC: number = 23;
export const GO: number = 24;
export const GOTO: number = 25;
export const IF: number = 26;
export const IMPORT: number = 27;
export const INTERFACE: number = 28;
export const MAP: number = 29;
export const PACKAGE: number = 30;
export const RANGE: number = 31;
export const SELECT: number = 32;
export const STRUCT: number = 33;
export const SWITCH: number = 34;
export const TYPE: number = 35;
export const VAR: number = 36;
export const LPAREN: number = 37;
export const LBRACK: number = 38;
export const LBRACE: number = 39;
export const COMMA: number = 40;
export const SEMICOLON: number = 41;
export const COLON: number = 42;
export const PERIOD: number = 43;
export const ELLIPSIS: number = 44;
export const ADD: number = 45;
export const SUB: number = 46;
export const MUL: number = 47;
export const QUO: number = 48;
export const REM: number = 49;
export const AND: number = 50;
export const OR: number = 51;
export const XOR: number = 52;
export const SHL: number = 53;
export const SHR: number = 54;
export const AND_NOT: number = 55;
export const LAND: number = 56;
export const LOR: number = 57;
export const EQL: number = 58;
export const NEQ: number = 59;
export const LSS: number = 60;
export const LEQ: number = 61;
export const GTR: number = 62;
export const GEQ: number = 63;
export const ARROW: number = 64;
export const NOT: number = 65;
export const TILDE: number = 66;
export const DEFINE: number = 67;
export const ASSIGN: number = 68;
export const ADD_ASSIGN: number = 69;
export const SUB_ASSIGN: number = 70;
export const MUL_ASSIGN: number = 71;
export const QUO_ASSIGN: number = 72;
export const REM_ASSIGN: number = 73;
export const AND_ASSIGN: number = 74;
export const OR_ASSIGN: number = 75;
export const XOR_ASSIGN: number = 76;
export const SHL_ASSIGN: number = 77;
export const SHR_ASSIGN: number = 78;
export const AND_NOT_ASSIGN: number = 79;
export const EOF: number = 80;

/** How each kind is written, or described in a message, by kind. */
export const TOKEN_TEXT: readonly string[] =
  `? name number number number rune string ++ -- ) ] } break continue fallthrough return case chan const default defer else for func go goto if import interface map package range select struct switch type var ( [ { , ; : . ... + - * / % & | ^ << >> &^ && || == != < <= > >= <- ! ~ := = += -= *= /= %= &= |= ^= <<= >>= &^= EOF`.split(
    ' ',
  );

/** Binding strength of the binary operators by kind, 0 for other tokens. https://go.dev/ref/spec#Operator_precedence */
export const PRECEDENCE = new Uint8Array(EOF + 1);
PRECEDENCE.fill(1, LOR, LOR + 1);
PRECEDENCE.fill(2, LAND, LAND + 1);
PRECEDENCE.fill(3, EQL, GEQ + 1);
for (const kind of [ADD, SUB, OR, XOR]) PRECEDENCE[kind] = 4;
for (const kind of [MUL, QUO, REM, SHL, SHR, AND, AND_NOT]) PRECEDENCE[kind] = 5;

// Keywords are found without slicing the text: the first two characters and the length select one candidate.
const CANDIDATE = new Uint8Array(64);
for (let kind = BREAK; kind <= VAR; kind++) {
  const word = TOKEN_TEXT[kind]!;
  CANDIDATE[slot(word.charCodeAt(0), word.charCodeAt(1), word.length)] = kind;
}

function slot(first: number, second: number, length: number): number {
  return (first ^ ((second ^ length) << 3)) & 63;
}

/** Kind of the word at [start, end) of `text` (two characters or more): a keyword's, or IDENT. */
export function wordKind(text: string, start: number, end: number): number {
  const length = end - start;
  const kind = CANDIDATE[slot(text.charCodeAt(start), text.charCodeAt(start + 1), length)]!;
  if (kind === 0) return IDENT;
  const word = TOKEN_TEXT[kind]!;
  if (word.length !== length) return IDENT;
  for (let i = 0; i < length; i++) {
    if (word.charCodeAt(i) !== text.charCodeAt(start + i)) return IDENT;
  }
  return kind;
}
