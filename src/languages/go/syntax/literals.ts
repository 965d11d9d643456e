import { characterLength, digitValue, WORD_CLASS } from './characters.js';
import type { ParserState } from './parser-state.js';
import { CHAR, FLOAT, IMAG, INT, STRING } from './tokens.js';

const NEWLINE = 10;
const QUOTE = 34;
const APOSTROPHE = 39;
const BACKSLASH = 92;

/** Reads the interpreted string that opens at `start`. https://go.dev/ref/spec#String_literals */
export function scanString(p: ParserState, start: number): void {
  const { text, length } = p;
  p.tok = STRING;
  let i = start + 1;
  while (i < length) {
    const c = text.charCodeAt(i);
    if (c === QUOTE) {
      p.end = i + 1;
      return;
    }
    if (c === NEWLINE) break;
    i = c === BACKSLASH ? scanEscape(p, i + 1, QUOTE) : i + 1;
  }
  p.error(start, 'string literal not terminated');
  p.end = i;
}

/** Reads the raw string that opens at `start`. */
export function scanRawString(p: ParserState, start: number): void {
  p.tok = STRING;
  const close = p.text.indexOf('`', start + 1);
  if (close === -1) {
    p.error(start, 'raw string literal not terminated');
    p.unterminated = start;
    p.end = p.length;
  } else {
    p.end = close + 1;
  }
}

/** Reads the rune literal that opens at `start`. https://go.dev/ref/spec#Rune_literals */
export function scanRune(p: ParserState, start: number): void {
  const { text, length } = p;
  p.tok = CHAR;
  let count = 0;
  let valid = true;
  let i = start + 1;
  for (;;) {
    const c = i < length ? text.charCodeAt(i) : NEWLINE;
    if (c === NEWLINE) {
      if (valid) p.error(start, 'rune literal not terminated');
      p.end = i;
      return;
    }
    if (c === APOSTROPHE) break;
    count++;
    if (c === BACKSLASH) {
      const problems = p.errors.length;
      i = scanEscape(p, i + 1, APOSTROPHE);
      valid &&= p.errors.length === problems;
    } else {
      i += c < 0x80 ? 1 : characterLength(text, i);
    }
  }
  if (valid && count !== 1) p.error(start, 'illegal rune literal');
  p.end = i + 1;
}

/** Checks the escape whose backslash is before `start`; gives the offset after it, or of the first wrong character. */
function scanEscape(p: ParserState, start: number, quote: number): number {
  const { text, length } = p;
  if (start >= length) {
    p.error(start, 'escape sequence not terminated');
    return start;
  }
  const c = text.charCodeAt(start);
  if (c === quote || 'abfnrtv\\'.includes(text[start]!)) return start + 1;
  const octal = c >= 0x30 && c <= 0x37;
  const digits = octal ? 3 : c === 0x78 ? 2 : c === 0x75 ? 4 : c === 0x55 ? 8 : 0;
  if (digits === 0) {
    p.error(start, 'unknown escape sequence');
    return start;
  }
  const base = octal ? 8 : 16;
  const first = octal ? start : start + 1;
  let value = 0;
  for (let i = first; i < first + digits; i++) {
    const digit = i < length ? digitValue(text.charCodeAt(i)) : 16;
    if (digit >= base) {
      p.error(i, i < length ? 'illegal character in escape sequence' : 'escape sequence not terminated');
      return i;
    }
    value = value * base + digit;
  }
  const isByte = digits < 4;
  if (isByte ? value > 255 : value > 0x10ffff || (value >= 0xd800 && value < 0xe000)) {
    p.error(start, 'escape sequence is invalid Unicode code point');
  }
  return first + digits;
}

/** Reads the number that starts at `start`, with a digit or with `.` and a digit. https://go.dev/ref/spec#Integer_literals */
export function scanNumber(p: ParserState, start: number): void {
  const { text, length } = p;
  const isHex = start + 2 < length && text.charCodeAt(start) === 0x30 && text.charCodeAt(start + 1) === 0x78;
  let i = isHex ? start + 2 : start;
  const first = i;
  while (i < length && digitValue(text.charCodeAt(i)) < (isHex ? 16 : 10)) i++;
  // A leading zero may mean octal; a letter, point or underscore after the digits is part of the number.
  const isOctal = !isHex && i - first > 1 && text.charCodeAt(first) === 0x30;
  const c = i < length ? text.charCodeAt(i) : 0;
  if (i > first && !isOctal && c !== 0x2e && WORD_CLASS[c] !== 1) {
    p.tok = INT;
    p.end = i;
  } else {
    scanUnusualNumber(p, start);
  }
}

/** Any number, by the grammar in full: other bases, fractions, exponents, imaginary parts and separators. */
function scanUnusualNumber(p: ParserState, start: number): void {
  const { text } = p;
  const at = (offset: number): number => (offset < p.length ? text.charCodeAt(offset) : 0);
  let i = start;
  let prefix = 0;
  let hasDigits = false;
  p.tok = INT;
  if (at(i) === 0x30) {
    const lower = at(i + 1) | 0x20;
    prefix = isPrefix(lower) ? lower : 0x30;
    hasDigits = prefix === 0x30;
    i += prefix === 0x30 ? 1 : 2;
  }
  const isHex = prefix === 0x78;
  const integer = i;
  i = digitsEnd(text, i, isHex);
  hasDigits ||= hasDigit(text, integer, i);
  if (at(i) === 0x2e) {
    p.tok = FLOAT;
    if (prefix === 0x6f || prefix === 0x62) p.error(i, 'invalid radix point');
    const fraction = i + 1;
    i = digitsEnd(text, fraction, isHex);
    hasDigits ||= hasDigit(text, fraction, i);
  }
  if (!hasDigits) p.error(i, 'number literal has no digits');
  const exponent = at(i) | 0x20;
  if (exponent === 0x65 || exponent === 0x70) {
    const wrong = exponent === 0x65 ? prefix !== 0 && prefix !== 0x30 : !isHex;
    if (wrong) p.error(i, 'exponent does not fit the mantissa');
    p.tok = FLOAT;
    i++;
    if (at(i) === 0x2b || at(i) === 0x2d) i++;
    const digits = i;
    i = digitsEnd(text, i, false);
    if (!hasDigit(text, digits, i)) p.error(i, 'exponent has no digits');
  } else if (isHex && p.tok === FLOAT) {
    p.error(i, "hexadecimal mantissa requires a 'p' exponent");
  }
  if (p.tok === INT && at(i) !== 0x69) checkDigits(p, integer, i, prefix);
  if (at(i) === 0x69) {
    p.tok = IMAG;
    i++;
  }
  p.end = i;
  checkSeparators(p, start, i);
}

/** Reports the first digit of [start, end) that is too large for its base. */
function checkDigits(p: ParserState, start: number, end: number, prefix: number): void {
  const base = prefix === 0x62 ? 2 : prefix === 0x30 || prefix === 0x6f ? 8 : 16;
  for (let i = start; i < end; i++) {
    const digit = digitValue(p.text.charCodeAt(i));
    if (digit >= base && digit < 16) {
      p.error(i, 'invalid digit in number literal');
      return;
    }
  }
}

/** Reports an underscore that does not stand between two digits (a base prefix counts as one). */
function checkSeparators(p: ParserState, start: number, end: number): void {
  const number = p.text.slice(start, end);
  if (!number.includes('_')) return;
  const digit = /^0x/i.test(number) ? '[0-9a-fA-F]' : '\\d';
  const bare = number.replace(/^0[xob]/i, '0');
  const stray = bare.search(new RegExp(`(?<!${digit})_|_(?!${digit})`));
  if (stray !== -1) p.error(start + stray, "'_' must separate successive digits");
}

function digitsEnd(text: string, start: number, isHex: boolean): number {
  let i = start;
  for (; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c !== 0x5f && digitValue(c) >= (isHex ? 16 : 10)) break;
  }
  return i;
}

function hasDigit(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (text.charCodeAt(i) !== 0x5f) return true;
  return false;
}

/** True for the letter of a base prefix, in lower case: b, o or x. */
function isPrefix(lower: number): boolean {
  return lower === 0x62 || lower === 0x6f || lower === 0x78;
}
