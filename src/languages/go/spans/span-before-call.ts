/** The start of a span right before a call. */
import { statementsOf } from '../rewrite/statement-lists.js';
import type { GoNode, Stmt } from '../syntax/ast.js';
import type { CallStatement } from './call-statement.js';
import { startsSpan } from './starts-span.js';

/** Where a span was begun for the call, in one of the statements right before it. */
export function startBefore({ statement }: CallStatement, parents: ReadonlyMap<GoNode, GoNode>): Stmt | null {
  const above = parents.get(statement);
  const list = (above && statementsOf(above)) ?? [];
  const before = list.slice(0, list.indexOf(statement)).reverse();
  const start = before.find((one) => !isBetween(one));
  return start !== undefined && startsSpan(start) ? start : null;
}

/** What may stand between the start of a span and the call that it is for. */
export function isBetween(statement: Stmt): boolean {
  return statement.kind === 'IfStmt' || statement.kind === 'DeferStmt' || setsAttributes(statement);
}

function setsAttributes(statement: Stmt): boolean {
  const { kind } = statement;
  if (kind !== 'ExprStmt' || statement.x.kind !== 'CallExpr' || statement.x.fun.kind !== 'SelectorExpr')
    return false;
  return statement.x.fun.sel.name === 'SetAttributes';
}
