/** Lists of statements, and how control leaves them. */
import type { BranchStmt, Expr, GoNode, IfStmt, ReturnStmt, Stmt } from '../syntax/ast.js';
import { childrenOf } from './walk.js';

/** The statements that a node holds in a list, or null. */
export function statementsOf(node: GoNode): Stmt[] | null {
  if (node.kind === 'Block') return [...node.stmts];
  return node.kind === 'CaseClause' || node.kind === 'CommClause' ? [...node.body] : null;
}

/** Calls after which nothing runs. */
const NO_RETURN = /^(?:Exit|Goexit|Fatal(?:f|ln|w)?|Panic(?:f|ln)?)$/;

/** True when the statement never gives way to the next one, whatever the compiler thinks of calls like `log.Fatal`. */
export function neverContinues(statement: Stmt | undefined): boolean {
  if (statement?.kind === 'ExprStmt' && statement.x.kind === 'CallExpr') {
    const { fun } = statement.x;
    if (fun.kind === 'Ident') return fun.name === 'panic';
    return fun.kind === 'SelectorExpr' && NO_RETURN.test(fun.sel.name);
  }
  if (statement?.kind === 'Block') return neverContinues(statement.stmts.at(-1));
  if (statement?.kind === 'IfStmt') {
    return statement.else !== undefined && neverContinues(statement.body) && neverContinues(statement.else);
  }
  return isTerminating(statement);
}

/** Terminating statements as the language defines them, and what jumps: code behind one is unreachable. */
export function isTerminating(statement: Stmt | undefined): boolean {
  switch (statement?.kind) {
    case 'ReturnStmt':
      return true;
    case 'BranchStmt':
      return statement.keyword !== 'fallthrough';
    case 'ExprStmt':
      return (
        statement.x.kind === 'CallExpr' &&
        statement.x.fun.kind === 'Ident' &&
        statement.x.fun.name === 'panic'
      );
    case 'Block':
      return isTerminating(statement.stmts.at(-1));
    case 'IfStmt':
      return statement.else !== undefined && isTerminating(statement.body) && isTerminating(statement.else);
    case 'ForStmt':
      return !statement.cond && !breaks(statement.body.stmts);
    case 'LabeledStmt':
      return isTerminating(statement.stmt);
    case 'SwitchStmt':
    case 'TypeSwitchStmt':
      return (
        statement.clauses.some((c) => c.isDefault) &&
        statement.clauses.every((c) => isTerminating(c.body.at(-1)) && !breaks(c.body))
      );
    case 'SelectStmt':
      return statement.clauses.every((c) => isTerminating(c.body.at(-1)) && !breaks(c.body));
    default:
      return false;
  }
}

/** A `break` that leaves the statement around these. Labels are taken for ones that do. */
function breaks(list: readonly Stmt[]): boolean {
  return exitsOf(list).some((e) => e.kind === 'BranchStmt' && e.keyword === 'break');
}

/** Statements that leave a list other than by its end; functions in it are not entered. */
export function exitsOf(list: readonly Stmt[]): (ReturnStmt | BranchStmt)[] {
  const found: (ReturnStmt | BranchStmt)[] = [];
  const labels = new Set<string>();
  for (const statement of list) collectLabels(statement, labels);
  for (const statement of list) collectExits(statement, { loop: false, breakable: false, labels }, found);
  return found;
}

interface Inside {
  loop: boolean;
  breakable: boolean;
  labels: ReadonlySet<string>;
}

function collectExits(node: GoNode, inside: Inside, found: (ReturnStmt | BranchStmt)[]): void {
  if (node.kind === 'FuncLit') return;
  if (node.kind === 'ReturnStmt') found.push(node);
  if (node.kind === 'BranchStmt' && leaves(node, inside)) found.push(node);
  const isLoop = node.kind === 'ForStmt' || node.kind === 'RangeStmt';
  const isSwitch = node.kind === 'SwitchStmt' || node.kind === 'TypeSwitchStmt' || node.kind === 'SelectStmt';
  const within = {
    ...inside,
    loop: inside.loop || isLoop,
    breakable: inside.breakable || isLoop || isSwitch,
  };
  for (const child of childrenOf(node)) collectExits(child, within, found);
}

function leaves({ keyword, label }: BranchStmt, inside: Inside): boolean {
  if (keyword === 'fallthrough') return !inside.breakable;
  if (label) return !inside.labels.has(label.name);
  return keyword === 'continue' ? !inside.loop : !inside.breakable;
}

function collectLabels(node: GoNode, labels: Set<string>): void {
  if (node.kind === 'FuncLit') return;
  if (node.kind === 'LabeledStmt') labels.add(node.label.name);
  for (const child of childrenOf(node)) collectLabels(child, labels);
}

/** `if x != nil {`, or with `==`: the variable that is compared. */
export function comparedWithNil({ cond }: Pick<IfStmt, 'cond'>, op: '!=' | '=='): string | null {
  if (cond.kind !== 'BinaryExpr' || cond.op !== op || cond.x.kind !== 'Ident') return null;
  return isNilName(cond.y) ? cond.x.name : null;
}

function isNilName(expr: Expr): boolean {
  return expr.kind === 'Ident' && expr.name === 'nil';
}
