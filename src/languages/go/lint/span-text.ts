/** How a start of a span reads in the code. */
import type { TextRange } from '../../../model/finding.js';
import { childrenOf } from '../rewrite/walk.js';
import type {
  AssignStmt,
  CallExpr,
  Expr,
  FuncDecl,
  FuncLit,
  GoNode,
  Stmt,
  ValueSpec,
} from '../syntax/ast.js';
import type { SpanStart } from './started-spans.js';

/** `tracer.Start` of `tracer.Start(ctx, "name")`; only the last part when it spans lines. */
export function calledName({ fun }: CallExpr): TextRange {
  const inner =
    fun.kind === 'SelectorExpr' && fun.x.kind !== 'Ident' && fun.x.kind !== 'SelectorExpr' ? fun.sel : fun;
  return { start: inner.start, end: inner.end };
}

/** The statement around a start, the list that holds it, and what its results go to. */
export interface StartPlace {
  stmt: Stmt;
  spec: AssignStmt | ValueSpec | undefined;
  /** Where each result goes, by expression; empty when the call is no whole right side. */
  targets: readonly Expr[];
  /** Whether a loop of the same function stands around it. */
  inLoop: boolean;
  /** It stands in the head of an `if`, `for` or `switch`, not in a list of statements. */
  inHead: boolean;
}

export function placeOf(start: SpanStart): StartPlace | undefined {
  let found: StartPlace | undefined;
  const visit = (node: GoNode, stmt: Stmt | undefined, inLoop: boolean, inHead: boolean): void => {
    if (found || start.call.start < node.start || node.end < start.call.end) return;
    if (node === start.call) {
      if (stmt) found = { stmt, ...assignmentOf(stmt, start.call), inLoop, inHead };
      return;
    }
    const fresh = node.kind === 'FuncLit';
    const loops = fresh ? false : inLoop || node.kind === 'ForStmt' || node.kind === 'RangeStmt';
    for (const child of childrenOf(node)) {
      const isStmt = /Stmt$/.test(child.kind) && child.kind !== 'LabeledStmt';
      const head = isStmt
        ? node.kind === 'IfStmt' || node.kind === 'ForStmt' || /SwitchStmt$/.test(node.kind)
        : inHead;
      visit(child, isStmt ? (child as Stmt) : stmt, loops, head);
    }
  };
  const owner: FuncDecl | FuncLit = start.owner;
  if (owner.body) visit(owner.body, undefined, false, false);
  return found;
}

function assignmentOf(stmt: Stmt, call: CallExpr): Pick<StartPlace, 'spec' | 'targets'> {
  if (stmt.kind === 'AssignStmt' && stmt.rhs.length === 1 && stmt.rhs[0] === call) {
    return { spec: stmt, targets: stmt.lhs };
  }
  if (stmt.kind === 'DeclStmt') {
    for (const spec of stmt.decl.specs) {
      if (spec.kind === 'ValueSpec' && spec.values[0] === call) return { spec, targets: spec.names };
    }
  }
  return { spec: undefined, targets: [] };
}

/** The variable that gets the span, as it is called in the code. */
export function boundName(start: SpanStart): string | undefined {
  const target = placeOf(start)?.targets[start.origin.result];
  return target?.kind === 'Ident' && target.name !== '_' ? target.name : undefined;
}
