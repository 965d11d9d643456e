/** How control comes to a function literal: within the function around it, or at some other time. */

import { walk } from '../rewrite/walk.js';
import type { Expr, FuncDecl, GoNode } from '../syntax/ast.js';
import { calleeOf } from '../typing/callee.js';
import type { Frame } from '../typing/local-scopes.js';
import type { FunctionReading } from '../typing/read-function.js';
import type { TypeResolver } from '../typing/type-expressions.js';

/** `called` returns before the function around it does; the others may run later. */
export type FrameEntry = 'declared' | 'called' | 'goroutine' | 'deferred' | 'kept';

/** Functions of libraries that call what they are given before they return, as `path.Receiver.Name`. */
const CALL_THEIR_ARGUMENT = new Set([
  'gorm.io/gorm.DB.Transaction',
  'gorm.io/gorm.DB.Connection',
  'gorm.io/gorm.DB.FindInBatches',
  'sort..Slice',
  'sort..SliceStable',
  'slices..SortFunc',
  'slices..SortStableFunc',
  'path/filepath..Walk',
  'path/filepath..WalkDir',
]);

const MAX_NESTING = 10;

export function frameEntry(resolver: TypeResolver, reading: FunctionReading, frame: Frame): FrameEntry {
  const { node } = frame;
  if (node.kind === 'FuncDecl' || !frame.parent) return 'declared';
  let child: GoNode = node;
  let parent = reading.parents.get(node);
  while (parent?.kind === 'ParenExpr') {
    child = parent;
    parent = reading.parents.get(parent);
  }
  if (parent?.kind === 'CallExpr')
    return parent.fun === child
      ? callEntry(reading, parent)
      : argumentEntry(resolver, reading, parent, child);
  if (parent?.kind === 'AssignStmt' || parent?.kind === 'ValueSpec') {
    const variable = reading.variables.find((v) => v.values.some((value) => value.expr === child));
    if (!variable || variable.values.length > 1 || variable.isParameter) return 'kept';
    return variableEntry(reading, variable.frame, frame, reading.uses.get(variable) ?? []);
  }
  return 'kept';
}

function callEntry(reading: FunctionReading, call: GoNode): FrameEntry {
  const statement = reading.parents.get(call);
  if (statement?.kind === 'GoStmt') return 'goroutine';
  return statement?.kind === 'DeferStmt' ? 'deferred' : 'called';
}

/** The literal is in a variable: it is called within the function when that is all that is ever done with it. */
function variableEntry(
  reading: FunctionReading,
  home: Frame,
  frame: Frame,
  uses: readonly Expr[],
): FrameEntry {
  let entry: FrameEntry = 'called';
  for (const use of uses) {
    const call = reading.parents.get(use);
    if (call?.kind !== 'CallExpr' || call.fun !== use) return 'kept';
    const around = functionAround(reading, use);
    if (around !== home.node && around !== frame.node) return 'kept';
    const how = callEntry(reading, call);
    if (how !== 'called') entry = how;
  }
  return entry;
}

function argumentEntry(
  resolver: TypeResolver,
  reading: FunctionReading,
  call: Extract<GoNode, { kind: 'CallExpr' }>,
  argument: GoNode,
): FrameEntry {
  const statement = callEntry(reading, call);
  if (statement !== 'called') return statement;
  const site = reading.calls.find((c) => c.call === call);
  const callee = site && calleeOf(resolver, call, reading.source, site.scope);
  if (callee?.kind === 'library') {
    const name = `${callee.path}.${callee.receiver}.${callee.name}`;
    return CALL_THEIR_ARGUMENT.has(name) ? 'called' : 'kept';
  }
  if (callee?.kind !== 'declared') return 'kept';
  const index = call.args.indexOf(argument as Expr);
  return callsItsParameter(callee.decl, index) ? 'called' : 'kept';
}

/** The function does nothing with a parameter but call it before it returns. */
function callsItsParameter({ type, body }: FuncDecl, index: number): boolean {
  const names = type.params.list.flatMap((field) => field.names.map((n) => n.name));
  const name = names[index];
  if (name === undefined || !body) return false;
  const allowed = new Set<GoNode>();
  for (const node of walk(body)) {
    if (node.kind === 'FuncLit' || node.kind === 'GoStmt' || node.kind === 'DeferStmt') {
      for (const below of walk(node)) if (below.kind === 'Ident' && below.name === name) return false;
    }
    if (node.kind === 'CallExpr' && node.fun.kind === 'Ident') allowed.add(node.fun);
    if (node.kind === 'SelectorExpr') allowed.add(node.sel);
    if (node.kind === 'BinaryExpr' && node.y.kind === 'Ident' && node.y.name === 'nil') allowed.add(node.x);
  }
  for (const node of walk(body)) {
    if (node.kind === 'Ident' && node.name === name && !allowed.has(node)) return false;
  }
  return true;
}

/** The innermost function or literal around a node. */
function functionAround(reading: FunctionReading, node: GoNode): GoNode | null {
  let at = reading.parents.get(node);
  for (let i = 0; at && i < MAX_NESTING * 20; i++) {
    if (at.kind === 'FuncLit' || at.kind === 'FuncDecl') return at;
    at = reading.parents.get(at);
  }
  return null;
}
