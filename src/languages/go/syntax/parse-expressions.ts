import type { BinaryOperator, ChanType, Expr, UnaryOperator } from './ast.js';
import { next } from './lexer.js';
import { parseOperand, parsePrimaryExpr } from './parse-primary.js';
import type { ParserState } from './parser-state.js';
import { ADD, AND, ARROW, COMMA, MUL, NOT, PRECEDENCE, SUB, TILDE, TOKEN_TEXT, XOR } from './tokens.js';

/** Reads an expression; a type is one too, as in `make([]int, 3)`. https://go.dev/ref/spec#Expressions */
export function parseExpr(p: ParserState): Expr {
  const x = parseUnaryExpr(p);
  return PRECEDENCE[p.tok] === 0 ? x : parseBinaryExpr(p, x, 1);
}

/** Reads one or more expressions with commas between them. */
export function parseExprList(p: ParserState): Expr[] {
  const list = [parseExpr(p)];
  while (p.tok === COMMA) {
    next(p);
    list.push(parseExpr(p));
  }
  return list;
}

/** Reads operators and right operands after `left` while they bind at least as strongly as `lowest`. */
export function parseBinaryExpr(p: ParserState, left: Expr, lowest: number): Expr {
  let x = left;
  for (;;) {
    const op = p.tok;
    const precedence = PRECEDENCE[op]!;
    if (precedence < lowest) return x;
    const opStart = p.start;
    next(p);
    let y = parseUnaryExpr(p);
    if (PRECEDENCE[p.tok]! > precedence) y = parseBinaryExpr(p, y, precedence + 1);
    x = {
      kind: 'BinaryExpr',
      start: x.start,
      end: y.end,
      op: TOKEN_TEXT[op] as BinaryOperator,
      opStart,
      x,
      y,
    };
  }
}

function parseUnaryExpr(p: ParserState): Expr {
  const { tok, start } = p;
  p.enter();
  let x: Expr;
  switch (tok) {
    case ADD:
    case SUB:
    case NOT:
    case XOR:
    case AND:
    case TILDE:
      next(p);
      x = parseUnaryExpr(p);
      x = { kind: 'UnaryExpr', start, end: x.end, op: TOKEN_TEXT[tok] as UnaryOperator, x };
      break;
    case MUL:
      next(p);
      x = parseUnaryExpr(p);
      x = { kind: 'StarExpr', start, end: x.end, x };
      break;
    case ARROW:
      next(p);
      x = parseUnaryExpr(p);
      if (x.kind === 'ChanType') makeReceiveOnly(p, x, start);
      else x = { kind: 'UnaryExpr', start, end: x.end, op: '<-', x };
      break;
    default:
      x = parsePrimaryExpr(p, parseOperand(p));
  }
  p.depth--;
  return x;
}

/** Gives the `<-` before a channel type to that type: `<-(chan T)` is `<-chan T`, and `<-(chan<- chan T)` is `<-chan (<-chan T)`. */
function makeReceiveOnly(p: ParserState, outer: ChanType, arrowStart: number): void {
  let type: Expr = outer;
  let arrow = arrowStart;
  for (;;) {
    if (type.kind !== 'ChanType' || type.dir === 'receive') throw p.fail(arrow, 'expected channel type');
    const { dir, arrow: inner }: ChanType = type;
    type.start = arrow;
    type.arrow = arrow;
    type.dir = 'receive';
    if (dir === 'both') return;
    arrow = inner;
    type = type.value;
  }
}
