/** Reduces statements to steps. */
import type { BodyContext } from './body-context.js';
import type { Value } from './facts.js';
import { reduceEffect, reduceExpression } from './reduce-expression.js';
import { handsOn, returnFromLiteral } from './reduce-function-literal.js';
import { reduceType } from './reduce-type.js';
import type {
  AssignStmt,
  Block,
  CaseClause,
  CommClause,
  Expr,
  ExprStmt,
  ForStmt,
  GenDecl,
  IfStmt,
  RangeStmt,
  ReturnStmt,
  SelectStmt,
  Stmt,
} from './syntax/ast.js';

export function reduceBlock(context: BodyContext, block: Block): void {
  context.locals.scoped(() => statementList(context, block.stmts));
}

function statementList(context: BodyContext, stmts: readonly Stmt[]): void {
  for (const stmt of stmts) statement(context, stmt);
}

function statement(context: BodyContext, stmt: Stmt | undefined): void {
  if (!stmt) return;
  const { locals, steps } = context;
  context.statements++;
  switch (stmt.kind) {
    case 'ExprStmt':
      expression(context, stmt);
      return;
    case 'AssignStmt':
      assignment(context, stmt);
      return;
    case 'DeclStmt':
      declaration(context, stmt.decl);
      return;
    case 'ReturnStmt':
      returned(context, stmt);
      return;
    case 'GoStmt':
    case 'DeferStmt':
      steps.push(['x', reduceExpression(context, stmt.call)]);
      return;
    case 'Block':
      reduceBlock(context, stmt);
      return;
    case 'LabeledStmt':
      statement(context, stmt.stmt);
      return;
    case 'SendStmt': {
      const channel: Value = ['e', reduceExpression(context, stmt.chan)];
      steps.push(['=', [channel], [reduceExpression(context, stmt.value)]]);
      return;
    }
    case 'IfStmt':
      ifChain(context, stmt);
      return;
    case 'ForStmt':
      locals.scoped(() => forLoop(context, stmt));
      return;
    case 'RangeStmt':
      locals.scoped(() => rangeLoop(context, stmt));
      return;
    case 'SwitchStmt':
      locals.scoped(() => {
        statement(context, stmt.init);
        reduceEffect(context, stmt.tag);
        clauses(context, stmt.clauses);
      });
      return;
    case 'TypeSwitchStmt':
      locals.scoped(() => {
        statement(context, stmt.init);
        statement(context, stmt.assign);
        clauses(context, stmt.clauses);
      });
      return;
    case 'SelectStmt':
      select(context, stmt);
      return;
    default:
      return;
  }
}

function expression(context: BodyContext, { x }: ExprStmt): void {
  const value = reduceExpression(context, x);
  context.steps.push(['x', value]);
  if (context.literal) handsOn(context.literal, value);
}

function assignment(context: BodyContext, { lhs, rhs, op }: AssignStmt): void {
  const values = rhs.map((r) => reduceExpression(context, r));
  const targets = lhs.map((l) => target(context, l, op === ':='));
  context.steps.push(['=', targets, values]);
}

function target(context: BodyContext, expr: Expr, define: boolean): Value {
  const { locals } = context;
  if (expr.kind !== 'Ident') return reduceExpression(context, expr);
  if (expr.name === '_') return null;
  if (define && !locals.isInnermost(expr.name)) return ['v', locals.declare(expr.name, null)];
  return reduceExpression(context, expr);
}

function declaration(context: BodyContext, decl: GenDecl): void {
  const { file, locals, steps } = context;
  for (const spec of decl.specs) {
    if (spec.kind !== 'ValueSpec') continue;
    const type = reduceType(file, spec.type);
    const values = spec.values.map((v) => reduceExpression(context, v));
    const targets = spec.names.map((n): Value => ['v', locals.declare(n.name, type)]);
    if (values.length > 0) steps.push(['=', targets, values]);
    else if (type?.[0] === 'q' && decl.keyword === 'var') {
      // The zero value of a library's struct, as in `var client http.Client`.
      const zero: Value = ['l', type, [], file.position(spec.start)];
      steps.push(['=', targets, spec.type?.kind === 'StarExpr' ? [null] : [zero]]);
    }
  }
}

function returned(context: BodyContext, { results }: ReturnStmt): void {
  const last = results.at(-1);
  // `return aws.Config{}, err`: nothing is made, the zero value stands beside an error.
  const fails = results.length > 1 && !(last?.kind === 'Ident' && last.name === 'nil');
  const isZero = (r: Expr) => fails && r.kind === 'CompositeLit' && r.elts.length === 0;
  const values = results.map((r) => (isZero(r) ? null : reduceExpression(context, r)));
  if (context.literal) returnFromLiteral(context, context.literal, values);
  else context.steps.push(['r', values]);
}

/** An `else if` chain nests without bound in the tree: it is walked in a loop, one scope per link as in Go. */
function ifChain(context: BodyContext, first: IfStmt): void {
  context.locals.scopedChain((open) => {
    let next: IfStmt | Block | undefined = first;
    while (next?.kind === 'IfStmt') {
      open();
      statement(context, next.init);
      reduceEffect(context, next.cond);
      reduceBlock(context, next.body);
      next = next.else;
    }
    if (next) reduceBlock(context, next);
  });
}

function forLoop(context: BodyContext, stmt: ForStmt): void {
  if (!stmt.cond) context.steps.push(['loop', context.file.position(stmt.start)]);
  statement(context, stmt.init);
  reduceEffect(context, stmt.cond);
  statement(context, stmt.post);
  reduceBlock(context, stmt.body);
}

function rangeLoop(context: BodyContext, stmt: RangeStmt): void {
  const from = reduceExpression(context, stmt.x);
  // What comes from a channel is the key.
  const key: Value = ['e', from, context.file.position(stmt.start)];
  const targets = [stmt.key, stmt.value].map((t) => (t ? target(context, t, stmt.op === ':=') : null));
  context.steps.push(['=', targets, [key, ['e', from]]]);
  reduceBlock(context, stmt.body);
}

function select(context: BodyContext, stmt: SelectStmt): void {
  for (const clause of stmt.clauses) {
    context.locals.scoped(() => {
      statement(context, clause.comm);
      statementList(context, clause.body);
    });
  }
}

function clauses(context: BodyContext, list: readonly (CaseClause | CommClause)[]): void {
  for (const clause of list) {
    context.locals.scoped(() => {
      if (clause.kind === 'CaseClause') for (const value of clause.list) reduceEffect(context, value);
      statementList(context, clause.body);
    });
  }
}
