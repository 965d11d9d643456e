/**
 * Gives the statements that work on a message a context and a span, which ends wherever they are left:
 *
 *     ctx, span := startMessage(ctx, m)
 *     …
 *     span.End()
 */
import type { Edit } from '#src/model/change.js';
import { aliasedPackage } from '../symbols.js';
import type { CallExpr, Expr, GoNode, IfStmt, ReturnStmt, Stmt } from '../syntax/ast.js';
import { type ContextInScope, contextInScope } from './context-in-scope.js';
import { endsItsLine, indentAt, insertStatementAfter, replace } from './edit-expressions.js';
import { freeName } from './file-names.js';
import { importOf } from './go-source.js';
import { aroundRegion, type MessageRegion, regionStatements } from './message-region.js';
import { comparedWithNil, exitsOf, isTerminating } from './statement-lists.js';
import { childrenOf, walk } from './walk.js';

export interface TracedRegion {
  edits: Edit[];
  /** The variable that holds the context where the message is worked on. */
  contextName: string;
  /** True when something in the region uses the context. */
  usesContext: boolean;
}

export interface RegionNames {
  start: string;
  fail: string;
  /** `context` as the file calls the package, importing it where it has to. */
  contextPackage(): string;
  /** A context with the span of another, which the other's end does not cancel. */
  detached(context: string): string;
}

/** @param wanted true when other changes put uses of the context into the region @returns a text says why not */
export function traceRegion(
  region: MessageRegion,
  names: RegionNames,
  wanted: boolean,
): TracedRegion | string {
  const { source, message } = region;
  const list = regionStatements(region);
  const [first] = list;
  if (!first) return 'nothing is done with the message';
  const handedOn = handedOnAt(region, list);
  if (handedOn) return handedOn;
  const scope = contextInScope(source, aroundRegion(region), first.start);
  const contextName = nameOfContext(region, list, scope);
  if (contextName === null) return 'the code declares or sets a context of the same name';
  const span = freeName('span', (n) => source.names.has(n));
  const edits: Edit[] = [];
  const uses = contextUses(region, list, scope);
  const usesScope = uses.some((u) => !u.isBackground) || (scope?.name != null && mentions(list, scope.name));
  // Code that only ever asks for an empty context gets one that nothing cancels.
  const isFromBackground = scope === null || (!usesScope && uses.length > 0);
  for (const use of uses) {
    const outlives = use.isBackground && !isFromBackground;
    const text = outlives ? names.detached(contextName) : contextName;
    edits.push(replace(source, use, text));
  }
  const usesContext = wanted || edits.length > 0 || usesScope;
  const parent = isFromBackground ? `${names.contextPackage()}.Background()` : scope.text;
  const begin = `${usesContext ? contextName : '_'}, ${span} := ${names.start}(${parent}, ${message})`;
  const goesOn = goesOnElsewhere(list, message, contextName);
  const ends = region.isFunction && !goesOn ? `\ndefer ${span}.End()` : goesOn ? `\n${span}.End()` : '';
  const opening = insertFirst(region, `${begin}${ends}`);
  if (!opening) return 'its statements share a line';
  edits.push(...opening);
  if (!goesOn) {
    const marks = failures(region, list, names.fail, span);
    if (typeof marks === 'string') return marks;
    edits.push(...marks);
    if (!region.isFunction) {
      const closing = endSpan(region, list, span, [contextName, message]);
      if (typeof closing === 'string') return closing;
      edits.push(...closing);
    }
  }
  return { edits, contextName, usesContext };
}

/** The message goes to other code through a channel: its span has to begin where it is taken from there. */
function handedOnAt({ source, message }: MessageRegion, list: readonly Stmt[]): string | null {
  for (const statement of list) {
    for (const node of walkOwn(statement)) {
      if (node.kind !== 'SendStmt' || !mentions([node.value], message)) continue;
      const line = source.text.slice(0, node.start).split('\n').length;
      return `the message is handed on through a channel at line ${line}`;
    }
  }
  return null;
}

/**
 * The name of the new variable: that of the context around, which it then hides, or a free one. Null when the region
 * declares or assigns it in a way that would not compile or would mean something else.
 */
function nameOfContext(
  { source, decl }: MessageRegion,
  list: readonly Stmt[],
  scope: ContextInScope | null,
): string | null {
  if (scope?.name == null)
    return mentions([decl], 'ctx') ? freeName('messageCtx', (n) => source.names.has(n)) : 'ctx';
  for (const statement of list) {
    for (const node of walkOwn(statement)) {
      if (node.kind !== 'AssignStmt') continue;
      const isTarget = node.lhs.some((l) => l.kind === 'Ident' && l.name === scope.name);
      if (isTarget && (node.op === '=' || (node === statement && node.lhs.length === 1))) return null;
    }
  }
  return scope.name;
}

interface ContextUse {
  start: number;
  end: number;
  isBackground: boolean;
}

/** Expressions in the region that stand for the context around it, or for none. */
function contextUses(
  { source }: MessageRegion,
  list: readonly Stmt[],
  scope: ContextInScope | null,
): ContextUse[] {
  const found: ContextUse[] = [];
  for (const statement of list) {
    for (const node of walk(statement)) {
      if (node.kind !== 'CallExpr') continue;
      const { start, end } = node;
      if (isBackground(node, (name) => aliasedPackage(importOf(source, name)?.path ?? '') === 'context'))
        found.push({ start, end, isBackground: true });
      else if (scope?.name === null && source.text.slice(start, end) === scope.text)
        found.push({ start, end, isBackground: false });
    }
  }
  return found;
}

function isBackground({ fun }: CallExpr, isContextPackage: (name: string) => boolean): boolean {
  if (fun.kind !== 'SelectorExpr' || fun.x.kind !== 'Ident') return false;
  return (fun.sel.name === 'Background' || fun.sel.name === 'TODO') && isContextPackage(fun.x.name);
}

/** Another goroutine works on the message, and may do so when the region is left. */
function goesOnElsewhere(list: readonly Stmt[], message: string, context: string): boolean {
  for (const statement of list) {
    for (const node of walkOwn(statement)) {
      if (node.kind === 'GoStmt' && (mentions([node.call], message) || mentions([node.call], context)))
        return true;
    }
  }
  return false;
}

/** `fail(span, err)` at the top of each `if err != nil {` that gives the message up or follows the work on it. */
function failures(region: MessageRegion, list: readonly Stmt[], fail: string, span: string): Edit[] | string {
  const { source } = region;
  const exits = new Set<Stmt>(exitsOf(list));
  const edits: Edit[] = [];
  for (const statement of list) {
    for (const node of walkOwn(statement)) {
      const error = node.kind === 'IfStmt' ? errorChecked(node) : null;
      if (node.kind !== 'IfStmt' || error === null) continue;
      const last = node.body.stmts.at(-1);
      const givesUp = last !== undefined && exits.has(last);
      if (!givesUp && !worksOn(node, list, region.message)) continue;
      const at = lineEndAfter(source.text, node.body.start + 1);
      if (at === null) return 'an error check stands on one line';
      const indent = indentAt(source.text, node.start);
      edits.push({ file: source.path, start: at, end: at, text: `\n${indent}\t${fail}(${span}, ${error})` });
    }
  }
  return edits;
}

function errorChecked(statement: IfStmt): string | null {
  const name = comparedWithNil(statement, '!=');
  return name !== null && /^err\w*$|Err$/.test(name) ? name : null;
}

/** The error comes from a call that gets the message: `if err := handle(m); err != nil`, or the statement before it. */
function worksOn(check: IfStmt, list: readonly Stmt[], message: string): boolean {
  const before = check.init ?? list[list.indexOf(check) - 1];
  return before?.kind === 'AssignStmt' && mentions(before.rhs, message);
}

function endSpan(
  { source, holder }: MessageRegion,
  list: readonly Stmt[],
  span: string,
  names: readonly string[],
): Edit[] | string {
  const edits: Edit[] = [];
  for (const exit of exitsOf(list)) {
    if (exit.kind === 'BranchStmt' && exit.keyword === 'goto') return 'a `goto` leaves it';
    if (exit.kind === 'ReturnStmt' && worksInResults(exit, names))
      return 'a `return` still works on the message';
    if (!endsItsLine(source, exit)) return 'a statement that leaves it shares its line';
    const indent = indentAt(source.text, exit.start);
    edits.push({
      file: source.path,
      start: exit.start,
      end: exit.start,
      text: `${span}.End()\n${indent}`,
    });
  }
  const last = list.at(-1)!;
  if (isTerminating(last) || (last.kind === 'BranchStmt' && holder.kind === 'CaseClause')) return edits;
  if (!endsItsLine(source, { start: last.start, end: last.end })) return 'its last statement shares a line';
  edits.push(insertStatementAfter(source, last, `${span}.End()`));
  return edits;
}

function worksInResults({ results }: ReturnStmt, names: readonly string[]): boolean {
  return results.some((r) => hasCall(r) && names.some((n) => mentions([r], n)));
}

function hasCall(expr: Expr): boolean {
  for (const node of walk(expr)) if (node.kind === 'CallExpr') return true;
  return false;
}

/** Lines above the region's first statement, below what stands before it. */
function insertFirst(region: MessageRegion, code: string): Edit[] | null {
  const { source, holder, from, isFunction } = region;
  const { path: file, text } = source;
  const list = regionStatements(region);
  const [first] = list;
  const indented = (indent: string) => `\n${code.replace(/^/gm, indent)}`;
  if (isFunction && holder.kind === 'Block' && !text.slice(holder.start, holder.end).includes('\n')) {
    // `func(m *Msg) { log(m) }`
    if (list.length !== 1) return null;
    const indent = indentAt(text, holder.start);
    const start = holder.start + 1;
    return [
      { file, start, end: first!.start, text: `${indented(`${indent}\t`)}\n${indent}\t` },
      { file, start: first!.end, end: holder.end - 1, text: `\n${indent}` },
    ];
  }
  const stmts = holder.kind === 'Block' ? holder.stmts : holder.body;
  const previous = stmts[from - 1];
  const after = previous?.end ?? (holder.kind === 'Block' ? holder.start + 1 : holder.colon + 1);
  const at = lineEndAfter(text, after);
  if (at === null || first!.start < at) return null;
  return [{ file, start: at, end: at, text: indented(indentAt(text, first!.start)) }];
}

/** The end of the line when nothing but a comment is left on it. */
function lineEndAfter(text: string, at: number): number | null {
  const newline = text.indexOf('\n', at);
  const end = newline === -1 ? text.length : newline;
  const rest = text.slice(at, end).trim();
  if (rest !== '' && !rest.startsWith('//')) return null;
  return text[end - 1] === '\r' ? end - 1 : end;
}

/** The identifier occurs, other than as a member of something. */
export function mentions(nodes: readonly GoNode[], name: string): boolean {
  for (const root of nodes) {
    const members = new Set<GoNode>();
    for (const node of walk(root)) {
      if (node.kind === 'SelectorExpr') members.add(node.sel);
      if (node.kind === 'KeyValueExpr' && node.key.kind === 'Ident') members.add(node.key);
      if (node.kind === 'Ident' && node.name === name && !members.has(node)) return true;
    }
  }
  return false;
}

/** A node and all below it, functions in it left out. */
function* walkOwn(root: GoNode): Iterable<GoNode> {
  if (root.kind === 'FuncLit') return;
  yield root;
  for (const child of childrenOf(root)) yield* walkOwn(child);
}
