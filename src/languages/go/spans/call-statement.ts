/** A call that makes up a statement, in one of the shapes around which a span can begin and end. */
import { statementsOf } from '../rewrite/statement-lists.js';
import type { CallExpr, Expr, GoNode, IfStmt, Stmt } from '../syntax/ast.js';

export type CallStatement =
  /** `x, err := f()`, `x, err = f()`, `f()`. */
  | { kind: 'plain'; statement: Stmt; call: CallExpr; targets: readonly Expr[] }
  /** `if x, err := f(); err != nil {`. */
  | { kind: 'if'; statement: IfStmt; call: CallExpr; targets: readonly Expr[] }
  /** `return f()`. */
  | { kind: 'return'; statement: Stmt; call: CallExpr };

/** @returns null when the statement is of another shape */
export function callStatement(statement: Stmt): CallStatement | null {
  if (statement.kind === 'ReturnStmt') {
    const [only, ...others] = statement.results;
    return only?.kind === 'CallExpr' && others.length === 0
      ? { kind: 'return', statement, call: only }
      : null;
  }
  if (statement.kind === 'IfStmt') {
    const inner = statement.init && plainCall(statement.init);
    return inner ? { kind: 'if', statement, ...inner } : null;
  }
  const plain = plainCall(statement);
  return plain && { kind: 'plain', statement, ...plain };
}

function plainCall(statement: Stmt): { call: CallExpr; targets: readonly Expr[] } | null {
  if (statement.kind === 'ExprStmt' && statement.x.kind === 'CallExpr')
    return { call: statement.x, targets: [] };
  if (statement.kind !== 'AssignStmt' || (statement.op !== ':=' && statement.op !== '=')) return null;
  const [value, ...others] = statement.rhs;
  return value?.kind === 'CallExpr' && others.length === 0 ? { call: value, targets: statement.lhs } : null;
}

/** The statement in a list that a call makes up; null when it is a part of something larger. */
export function statementOfCall(call: CallExpr, parents: ReadonlyMap<GoNode, GoNode>): CallStatement | null {
  for (let at: GoNode | undefined = call; at; at = parents.get(at)) {
    const above = parents.get(at);
    if (!above || !isListed(at, above)) continue;
    const found = callStatement(at as Stmt);
    return found?.call === call ? found : null;
  }
  return null;
}

function isListed(node: GoNode, above: GoNode): boolean {
  return statementsOf(above)?.some((statement) => statement === node) ?? false;
}

/** The statement runs again and again, within its function. */
export function isInLoop(node: GoNode, parents: ReadonlyMap<GoNode, GoNode>): boolean {
  for (let at = parents.get(node); at; at = parents.get(at)) {
    if (at.kind === 'FuncLit' || at.kind === 'FuncDecl') return false;
    if (at.kind === 'ForStmt' || at.kind === 'RangeStmt') return true;
  }
  return false;
}
