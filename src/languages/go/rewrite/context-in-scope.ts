/** Which `context.Context` the code at a place can reach. */
import type { Expr, FieldList, GoNode, Stmt } from '../syntax/ast.js';
import type { GoSource } from './go-source.js';
import { isContextType, qualifiedType } from './qualified-type.js';
import { isEndOf } from './span-end.js';
import { statementsOf } from './statement-lists.js';

export interface ContextInScope {
  /** An expression. */
  text: string;
  /** Set when it is a variable. */
  name: string | null;
}

/** How values that carry a request give its context, by import path and type. */
const CARRIERS: readonly [path: RegExp, type: string, access: string][] = [
  [/^net\/http$/, 'Request', '.Context()'],
  [/^github\.com\/gin-gonic\/gin$/, 'Context', '.Request.Context()'],
  [/^github\.com\/labstack\/echo(?:\/v\d+)?$/, 'Context', '.Request().Context()'],
  [/^github\.com\/gofiber\/fiber\/v2$/, 'Ctx', '.UserContext()'],
  [/^github\.com\/gofiber\/fiber\/v3$/, 'Ctx', '.Context()'],
  [/^github\.com\/(?:IBM|Shopify)\/sarama$/, 'ConsumerGroupSession', '.Context()'],
  [/^github\.com\/spf13\/cobra$/, 'Command', '.Context()'],
];

/** Functions and methods that give a context. */
const GIVES_CONTEXT =
  /^(?:With(?:Cancel|CancelCause|Timeout|TimeoutCause|Deadline|DeadlineCause|Value|outCancel|Context)|Background|TODO|NotifyContext|Context|UserContext|Start)$/;
const CONTEXT_NAME = /^(?:c|ctx|context)$|ctx$|Context$/i;

/** @param around the nodes around the place, outermost first @param at offset of the place */
export function contextInScope(
  source: GoSource,
  around: readonly GoNode[],
  at: number,
): ContextInScope | null {
  const hidden = new Set<string>();
  for (const node of [...around].reverse()) {
    const found = declaredBy(source, node, at, hidden);
    if (found) return found;
  }
  return null;
}

function declaredBy(source: GoSource, node: GoNode, at: number, hidden: Set<string>): ContextInScope | null {
  if (node.kind === 'FuncDecl') {
    return fromParameters(source, [node.type.params, ...(node.recv ? [node.recv] : [])], hidden);
  }
  if (node.kind === 'FuncLit') return fromParameters(source, [node.type.params], hidden);
  const before = (statementsOf(node) ?? initOf(node)).filter((s) => s.end <= at).reverse();
  for (const [index, statement] of before.entries()) {
    if (isOver(statement, before.slice(0, index))) continue;
    const found = fromStatement(source, statement, hidden);
    if (found) return found;
  }
  return null;
}

/** `callCtx, callSpan := tracer.Start(…)` of a span that has ended since: what follows is no part of it. */
function isOver(statement: Stmt, behind: readonly Stmt[]): boolean {
  if (statement.kind !== 'AssignStmt' || statement.op !== ':=' || statement.lhs.length !== 2) return false;
  const [, span] = statement.lhs;
  return span?.kind === 'Ident' && behind.some((one) => endsSpan(one, span.name));
}

/** On every way through it. */
function endsSpan(statement: Stmt | undefined, span: string): boolean {
  if (statement?.kind === 'IfStmt')
    return [statement.body, statement.else].every(
      (branch) => branch?.kind === 'Block' && branch.stmts.some((one) => endsSpan(one, span)),
    );
  return isEndOf(statement, span);
}

function initOf(node: GoNode): Stmt[] {
  if (node.kind !== 'IfStmt' && node.kind !== 'SwitchStmt' && node.kind !== 'ForStmt') return [];
  return node.init ? [node.init] : [];
}

function fromParameters(
  source: GoSource,
  lists: readonly FieldList[],
  hidden: Set<string>,
): ContextInScope | null {
  const fields = lists.flatMap((l) => l.list).filter((f) => f.names.length > 0);
  const visible = (name: string | undefined): name is string =>
    name !== undefined && name !== '_' && !hidden.has(name);
  for (const field of fields) {
    const name = field.names[0]?.name;
    if (visible(name) && isContextType(source, field.type)) return { text: name, name };
  }
  for (const field of fields) {
    const name = field.names[0]?.name;
    const access = visible(name) ? accessOf(source, field.type) : null;
    if (access) return { text: `${name}${access}`, name: null };
  }
  for (const field of fields) for (const { name } of field.names) hidden.add(name);
  return null;
}

function fromStatement(source: GoSource, statement: Stmt, hidden: Set<string>): ContextInScope | null {
  if (statement.kind === 'DeclStmt') {
    for (const spec of statement.decl.specs) {
      if (spec.kind !== 'ValueSpec') continue;
      const name = spec.names[0]?.name ?? '_';
      if (spec.type && isContextType(source, spec.type) && !hidden.has(name)) return { text: name, name };
      for (const other of spec.names) hidden.add(other.name);
    }
    return null;
  }
  if (statement.kind !== 'AssignStmt' || statement.op !== ':=') return null;
  const [value] = statement.rhs;
  const gives = value?.kind === 'CallExpr' && GIVES_CONTEXT.test(calledName(value.fun));
  for (const target of statement.lhs) {
    if (target.kind !== 'Ident' || hidden.has(target.name)) continue;
    if (gives && CONTEXT_NAME.test(target.name) && statement.rhs.length === 1)
      return { text: target.name, name: target.name };
  }
  for (const target of statement.lhs) if (target.kind === 'Ident') hidden.add(target.name);
  return null;
}

function calledName(fun: Expr): string {
  return fun.kind === 'SelectorExpr' ? fun.sel.name : '';
}

function accessOf(source: GoSource, type: Expr): string | null {
  const [path, name] = qualifiedType(source, type) ?? [];
  if (path === undefined) return null;
  return CARRIERS.find(([known, type]) => known.test(path) && type === name)?.[2] ?? null;
}
