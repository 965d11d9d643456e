import type { Expr, Field, FieldList, Ident } from './ast.js';
import { next } from './lexer.js';
import { expect, expectClosing, failExpected, parseIdent, passComma } from './parse-tokens.js';
import {
  makeField,
  parseArrayOrInstance,
  parseNamedType,
  parseType,
  parseUnion,
  tryType,
} from './parse-types.js';
import type { ParserState } from './parser-state.js';
import {
  ARROW,
  CHAN,
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

/** Entries of a parameter list before it is known which are names and which are types. */
interface Entries {
  names: (Ident | undefined)[];
  types: (Expr | undefined)[];
}

/** Reads a parameter list or receiver in parentheses. https://go.dev/ref/spec#Parameters */
export function parseParameters(p: ParserState): FieldList {
  return parseParenthesized(p, true);
}

/** Reads the results, if there are any: a list in parentheses or one bare type. */
export function parseResults(p: ParserState): FieldList | undefined {
  if (p.tok === LPAREN) return parseParenthesized(p, false);
  const type = tryType(p);
  if (type === undefined) return undefined;
  const { start, end } = type;
  return { kind: 'FieldList', start, end, enclosed: false, list: [makeField([], type)] };
}

function parseParenthesized(p: ParserState, isVariadicAllowed: boolean): FieldList {
  const { start } = p;
  expect(p, LPAREN);
  const list = p.tok === RPAREN ? [] : parseFields(p, RPAREN, undefined, undefined);
  checkEllipsis(p, list, isVariadicAllowed);
  const end = expectClosing(p, RPAREN, 'parameter list');
  return { kind: 'FieldList', start, end, enclosed: true, list };
}

/** Reads a type parameter list from its opening bracket. https://go.dev/ref/spec#Type_parameter_declarations */
export function parseTypeParameters(p: ParserState): FieldList {
  const { start } = p;
  expect(p, LBRACK);
  if (p.tok === RBRACK) failExpected(p, 'a type parameter');
  return parseTypeParameterList(p, start, undefined, undefined);
}

/** The rest of a type parameter list that opened at `start`, whose first name and constraint may be read already. */
export function parseTypeParameterList(
  p: ParserState,
  start: number,
  name: Ident | undefined,
  constraint: Expr | undefined,
): FieldList {
  const list = parseFields(p, RBRACK, name, constraint);
  checkEllipsis(p, list, false);
  const end = expectClosing(p, RBRACK, 'type parameter list');
  return { kind: 'FieldList', start, end, enclosed: true, list };
}

/** Reads entries up to `closing` and decides what they mean: `a, b int` has two names, `a, b` has two types. */
function parseFields(
  p: ParserState,
  closing: number,
  name: Ident | undefined,
  constraint: Expr | undefined,
): Field[] {
  const isTypeParams = closing === RBRACK;
  const entries: Entries = { names: [], types: [] };
  if (constraint === undefined) parseEntry(p, entries, name, isTypeParams);
  else addEntry(entries, name, parseUnion(p, constraint));
  while (passComma(p, closing, 'parameter list') && p.tok !== closing) {
    parseEntry(p, entries, undefined, isTypeParams);
  }
  return groupEntries(p, entries, isTypeParams);
}

function addEntry(entries: Entries, name: Ident | undefined, type: Expr | undefined): void {
  entries.names.push(name);
  entries.types.push(type);
}

/** Reads a name, a type, or a name and its type; `first` is the name when that is read already. */
function parseEntry(p: ParserState, entries: Entries, first: Ident | undefined, isTypeParams: boolean): void {
  if (first === undefined && p.tok !== IDENT) {
    addEntry(entries, undefined, parseEntryType(p, isTypeParams));
    return;
  }
  parseNamedEntry(p, entries, first ?? parseIdent(p), isTypeParams);
}

/** An entry that begins with a name, which may turn out to be the entry's type or a part of it. */
function parseNamedEntry(p: ParserState, entries: Entries, name: Ident, isTypeParams: boolean): void {
  switch (p.tok) {
    case IDENT:
    case MUL:
    case FUNC:
    case MAP:
    case LPAREN:
    case INTERFACE:
    case STRUCT:
    case CHAN:
    case ARROW:
    case ELLIPSIS:
      addEntry(entries, name, parseEntryType(p, isTypeParams));
      break;
    case LBRACK: {
      const type = parseArrayOrInstance(p, name);
      const isArray = type.kind === 'ArrayType';
      addEntry(entries, isArray ? name : undefined, unionIf(p, type, isTypeParams));
      break;
    }
    case PERIOD:
      addEntry(entries, undefined, unionIf(p, parseNamedType(p, name), isTypeParams));
      break;
    case TILDE:
      addEntry(entries, name, isTypeParams ? parseUnion(p, undefined) : undefined);
      break;
    case OR:
      if (isTypeParams) addEntry(entries, undefined, parseUnion(p, name));
      else addEntry(entries, name, undefined);
      break;
    default:
      addEntry(entries, name, undefined);
  }
}

function parseEntryType(p: ParserState, isTypeParams: boolean): Expr {
  if (p.tok === ELLIPSIS) {
    const { start } = p;
    next(p);
    const elt = parseType(p);
    return { kind: 'Ellipsis', start, end: elt.end, elt };
  }
  return isTypeParams ? parseUnion(p, undefined) : parseType(p);
}

function unionIf(p: ParserState, type: Expr, isTypeParams: boolean): Expr {
  return isTypeParams && p.tok === OR ? parseUnion(p, type) : type;
}

function groupEntries(p: ParserState, { names, types }: Entries, isTypeParams: boolean): Field[] {
  let named = 0;
  let typed = 0;
  for (let i = 0; i < names.length; i++) {
    if (types[i] !== undefined) {
      typed++;
      if (names[i] !== undefined) named++;
    }
  }
  if (named === 0) {
    if (isTypeParams)
      p.error(p.start, typed === 0 ? 'missing type constraint' : 'missing type parameter name');
    return names.map((name, i) => makeField([], (types[i] ?? name)!));
  }
  const fields: Field[] = [];
  let group: Ident[] = [];
  for (let i = 0; i < names.length; i++) {
    const name = names[i];
    const type = types[i];
    if (name === undefined) p.fail(type!.start, 'mixed named and unnamed parameters');
    group.push(name);
    if (type === undefined) continue;
    fields.push(makeField(group, type));
    group = [];
  }
  if (group.length > 0) p.fail(p.start, 'missing parameter type');
  return fields;
}

/** Reports `...` on any but the last parameter, and everywhere it has no meaning. */
function checkEllipsis(p: ParserState, fields: Field[], isVariadicAllowed: boolean): void {
  for (let i = 0; i < fields.length; i++) {
    const { names, type } = fields[i]!;
    if (type.kind !== 'Ellipsis') continue;
    if (!isVariadicAllowed) p.error(type.start, "invalid use of '...'");
    else if (i + 1 < fields.length || names.length > 1) {
      p.error(type.start, "can only use '...' with final parameter");
    }
  }
}
