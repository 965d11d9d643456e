import { next } from './lexer.js';
import type { ParserState } from './parser-state.js';
import { CONST, EOF, FUNC, IMPORT, SEMICOLON, TYPE, VAR } from './tokens.js';

/** Strings and comments without an end that recovery looks behind, so that hostile input cannot make it slow. */
const MAX_RESTARTS = 20;

/**
 * Moves on from the declaration at `start` to the next one that begins a line outside strings and comments,
 * or to the end of the file. `commentCount` is how many comments come before `start`. Gives the end of what
 * was passed over.
 */
export function recover(p: ParserState, start: number, commentCount: number): number {
  p.quiet = true;
  p.comments.length = commentCount;
  p.unterminated = -1;
  restart(p, start);
  let end = p.end;
  for (let restarts = 0; ; ) {
    if (p.tok !== SEMICOLON || !p.isNewline) end = p.end;
    next(p);
    if (p.tok === EOF && p.unterminated !== -1 && restarts++ < MAX_RESTARTS) restartBehind(p, p.unterminated);
    if (p.tok === EOF || startsDeclaration(p)) break;
  }
  p.quiet = false;
  return end;
}

/** True at a keyword that begins a declaration at the start of a line. */
export function startsDeclaration(p: ParserState): boolean {
  const isKeyword = p.tok === FUNC || p.tok === TYPE || p.tok === VAR || p.tok === CONST || p.tok === IMPORT;
  return isKeyword && (p.start === 0 || p.text.charCodeAt(p.start - 1) === 10);
}

function restart(p: ParserState, offset: number): void {
  p.tok = EOF;
  p.end = offset;
  next(p);
}

/** Goes on in the line after the string or comment at `offset`, which swallows the rest of the file. */
function restartBehind(p: ParserState, offset: number): void {
  const newline = p.text.indexOf('\n', offset);
  if (newline === -1) return;
  if (p.comments.at(-1)?.start === offset) p.comments.pop();
  p.unterminated = -1;
  restart(p, newline + 1);
}
