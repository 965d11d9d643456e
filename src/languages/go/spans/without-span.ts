/** A function as it was before its span was put in: what that may have been, told from the code that is there. */
import type { GoSource } from '../rewrite/go-source.js';
import { walk } from '../rewrite/walk.js';
import type { Block, CallExpr, Expr, FuncDecl, GoNode, Stmt } from '../syntax/ast.js';
import { isMentioned } from './context-of-function.js';
import { startsSpan } from './starts-span.js';

export interface FunctionBefore {
  spanName: string;
  /** Attribute name → expression, in the order of the code. */
  attributes: Record<string, string>;
  /** Texts of the whole declaration: which it was is told by putting the span in again. */
  texts: string[];
}

export interface FoundStart {
  context: string;
  span: string;
  parent: Expr;
  name: string;
}

const ATTRIBUTE = /^(?:Bool|Float64|Int|Int64|String|Stringer)$/;

/** @returns a sentence when the span at the top of the function was changed since, null when there is none */
export function withoutSpan(source: GoSource, decl: FuncDecl): FunctionBefore | string | null {
  const { body } = decl;
  const start = body && foundStart(body.stmts[0]);
  if (!body || !start) return null;
  const own = ownStatements(source, body, start);
  const last = own.at(-1)!;
  if (body.stmts.slice(own.length).some((one) => isMentioned(one, start.span)))
    return `\`${start.span}\` is used further down`;
  const attributes = attributesOf(source, own);
  if (attributes === null) return 'an attribute is set by other code than ours';
  const rest = restOf(source, body, last, start, own);
  const head = source.text.slice(decl.start, body.start);
  const heads = [unnamedResults(source, decl, rest), head].filter((one) => one !== null);
  const bodies = bodiesOf(source, body, rest);
  return {
    spanName: start.name,
    attributes,
    texts: heads.flatMap((one) => bodies.map((inner) => `${one}${inner}`)),
  };
}

/** `ctx, span := tracer.Start(ctx, "name", …)`. */
export function foundStart(statement: Stmt | undefined): FoundStart | null {
  if (!statement || !startsSpan(statement) || statement.kind !== 'AssignStmt') return null;
  const [context, span] = statement.lhs;
  const call = statement.rhs[0] as CallExpr;
  const [parent, name] = call.args;
  if (context?.kind !== 'Ident' || span?.kind !== 'Ident' || statement.op !== ':=') return null;
  if (!parent || name?.kind !== 'BasicLit' || name.literal !== 'string' || !name.raw.startsWith('"'))
    return null;
  return { context: context.name, span: span.name, parent, name: JSON.parse(name.raw) };
}

/** The statements at the top that deal with the span, or hand its context on. */
function ownStatements({ text }: GoSource, { stmts }: Block, { context, span }: FoundStart): Stmt[] {
  const handsOn = (one: Stmt) =>
    new RegExp(
      `^(\\w+)(?:\\.Request)? = \\1(?:\\.Request)?\\.WithContext\\(${context}\\)$|^\\w+\\.Set\\w*(?:Request|Context)\\(.*\\b${context}\\)+$`,
    ).test(text.slice(one.start, one.end));
  const end = stmts.findIndex((one) => !isMentioned(one, span) && !handsOn(one));
  return end === -1 ? stmts : stmts.slice(0, end);
}

/** Attribute name → expression; null where something else than a call of the attribute package sets one. */
export function attributesOf({ text }: GoSource, own: readonly Stmt[]): Record<string, string> | null {
  const found: [at: number, key: string, expression: string][] = [];
  for (const node of own.flatMap((one) => [...walk(one)])) {
    if (node.kind !== 'CallExpr' || node.fun.kind !== 'SelectorExpr' || !ATTRIBUTE.test(node.fun.sel.name))
      continue;
    const [key, value] = node.args;
    if (node.args.length !== 2 || key?.kind !== 'BasicLit' || !value) continue;
    if (!key.raw.startsWith('"')) return null;
    found.push([node.start, JSON.parse(key.raw), text.slice(value.start, value.end)]);
  }
  return Object.fromEntries(found.sort(([a], [b]) => a - b).map(([, key, value]) => [key, value]));
}

/** What follows the span's statements, up to the closing brace; a request gives its own context again. */
function restOf(
  { text }: GoSource,
  body: Block,
  last: Stmt,
  { context, parent }: FoundStart,
  own: readonly Stmt[],
): string {
  const code = text.slice(parent.start, parent.end);
  const close = body.end - 1;
  const isHandedOn = own.slice(1).some((one) => isMentioned(one, context));
  if (context === '_' || context === code || isHandedOn) return text.slice(last.end, close);
  const uses = identifiers(body, context).filter((one) => one.start > last.end);
  let at = last.end;
  let rest = '';
  for (const use of uses) {
    rest += `${text.slice(at, use.start)}${code}`;
    at = use.end;
  }
  return rest + text.slice(at, close);
}

/** Uses of a name, members left out, in the order of the code. */
export function identifiers(root: GoNode, name: string): GoNode[] {
  const members = new Set<GoNode>();
  const found: GoNode[] = [];
  for (const node of walk(root)) {
    if (node.kind === 'SelectorExpr') members.add(node.sel);
    if (node.kind === 'Ident' && node.name === name) found.push(node);
  }
  return found.filter((one) => !members.has(one)).sort((a, b) => a.start - b.start);
}

/** A body on lines of its own, with or without a blank line at its top, or on one line, with a semicolon between statements. */
function bodiesOf({ text }: GoSource, body: Block, rest: string): string[] {
  const open = text.slice(body.start, text.indexOf('\n', body.start));
  const blank = /^\r?\n(?=[ \t]*\r?\n)/.exec(rest)?.[0] ?? '';
  const inner = rest.trim();
  const apart = `${open}${rest.slice(blank.length)}}`;
  const together = inner === '' ? '{}' : `{ ${inner} }`;
  const joined = inner.includes('\n') ? [`{ ${inner.split(/\s*\n\s*/).join('; ')} }`] : [];
  return [...(inner === '' ? [] : [apart]), together, `${open}${rest}}`, ...joined];
}

const GIVEN = /^(?:_|retErr\d*|result\d*)$/;

/** The declaration up to its body with results that have no names, where nothing needs those that they have. */
function unnamedResults({ text }: GoSource, decl: FuncDecl, rest: string): string | null {
  const { results } = decl.type;
  const names = (results?.list ?? []).flatMap((field) => field.names.map(({ name }) => name));
  const isGiven = names.length > 0 && names.every((name) => GIVEN.test(name));
  if (!results || !isGiven || names.some((name) => name !== '_' && new RegExp(`\\b${name}\\b`).test(rest)))
    return null;
  const returnsBare = /\breturn[ \t]*(?:\/\/.*)?(?:[\r\n}]|$)/.test(rest);
  if (returnsBare) return null;
  const types = results.list.flatMap(({ names: own, type }) =>
    own.map(() => text.slice(type.start, type.end)),
  );
  const list = types.length === 1 ? types[0]! : `(${types.join(', ')})`;
  return `${text.slice(decl.start, results.start)}${list}${text.slice(results.end, decl.body!.start)}`;
}
