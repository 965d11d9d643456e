import type { Expr, Ident, TypeSpec } from './ast.js';
import { next } from './lexer.js';
import { parseBinaryExpr } from './parse-expressions.js';
import { parseTypeParameterList } from './parse-parameters.js';
import { parsePrimaryExpr } from './parse-primary.js';
import { parseIdent } from './parse-tokens.js';
import { parseArrayType, parseType } from './parse-types.js';
import type { ParserState } from './parser-state.js';
import { ASSIGN, COMMA, IDENT, LBRACK, RBRACK } from './tokens.js';

type TypeBody = Pick<TypeSpec, 'typeParams' | 'alias' | 'type'>;

/** What follows the name in a type declaration: type parameters, `=` and the type. */
export function parseTypeBody(p: ParserState): TypeBody {
  return p.tok === LBRACK ? parseBracketed(p) : parseAliasOrType(p, undefined);
}

function parseAliasOrType(p: ParserState, typeParams: TypeBody['typeParams']): TypeBody {
  const alias = p.tok === ASSIGN;
  if (alias) next(p);
  return { typeParams, alias, type: parseType(p) };
}

/**
 * `type T [n]E` or `type T[P C] …`: which of them shows only after an expression, since `[P *C]` can begin
 * both. Decided exactly as go/parser does (parseTypeSpec and extractName there).
 */
function parseBracketed(p: ParserState): TypeBody {
  const lbrack = p.start;
  next(p);
  if (p.tok !== IDENT) {
    return { typeParams: undefined, alias: false, type: parseArrayType(p, lbrack, undefined) };
  }
  const name = parseIdent(p);
  let x: Expr = name;
  if (p.tok !== LBRACK) {
    p.exprLev++;
    x = parseBinaryExpr(p, parsePrimaryExpr(p, name), 1);
    p.exprLev--;
  }
  const split = splitTypeParameter(x, p.tok === COMMA);
  if (split === undefined || (split.constraint === undefined && p.tok === RBRACK)) {
    return { typeParams: undefined, alias: false, type: parseArrayType(p, lbrack, x) };
  }
  return parseAliasOrType(p, parseTypeParameterList(p, lbrack, split.name, split.constraint));
}

/** Takes `P *C`, `P (C)` or `P *C | D`, read as an expression, for a name and its constraint if it can be that. */
function splitTypeParameter(
  x: Expr,
  isForced: boolean,
): { name: Ident; constraint: Expr | undefined } | undefined {
  if (x.kind === 'Ident') return { name: x, constraint: undefined };
  if (x.kind === 'BinaryExpr' && x.op === '*' && x.x.kind === 'Ident') {
    if (!isForced && !isTypeElement(x.y)) return undefined;
    return { name: x.x, constraint: { kind: 'StarExpr', start: x.opStart, end: x.y.end, x: x.y } };
  }
  if (x.kind === 'BinaryExpr' && x.op === '|') {
    const left = splitTypeParameter(x.x, isForced || isTypeElement(x.y));
    if (left?.constraint === undefined) return undefined;
    return { name: left.name, constraint: { ...x, start: left.constraint.start, x: left.constraint } };
  }
  if (x.kind === 'CallExpr' && x.fun.kind === 'Ident' && x.args.length === 1 && !x.ellipsis) {
    const argument = x.args[0]!;
    if (!isForced && !isTypeElement(argument)) return undefined;
    return { name: x.fun, constraint: { kind: 'ParenExpr', start: x.lparen, end: x.end, x: argument } };
  }
  return undefined;
}

/** True when the expression can only be a type. */
function isTypeElement(x: Expr): boolean {
  switch (x.kind) {
    case 'ArrayType':
    case 'StructType':
    case 'FuncType':
    case 'InterfaceType':
    case 'MapType':
    case 'ChanType':
      return true;
    case 'BinaryExpr':
      return isTypeElement(x.x) || isTypeElement(x.y);
    case 'UnaryExpr':
      return x.op === '~';
    case 'ParenExpr':
      return isTypeElement(x.x);
    default:
      return false;
  }
}
