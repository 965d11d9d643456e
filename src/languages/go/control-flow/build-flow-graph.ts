import type {
  Block,
  BranchStmt,
  CaseClause,
  CommClause,
  Expr,
  ForStmt,
  IfStmt,
  Range,
  RangeStmt,
  SelectStmt,
  Stmt,
  SwitchStmt,
  TypeSwitchStmt,
} from '../syntax/ast.js';
import { branchOn } from './branch-on.js';
import { BranchTargets } from './branch-targets.js';
import { connect, FlowDraft } from './flow-draft.js';
import type { FlowBlock, FlowGraph, NeverReturns } from './flow-graph.js';

/**
 * The control flow of one function body; function literals inside are nodes like any other and have graphs of their own.
 * Labels are those of the Go specification; code after a jump is kept as blocks that nothing leads to.
 */
export function buildFlowGraph(body: Block, neverReturns: NeverReturns): FlowGraph {
  const draft = new FlowDraft(body);
  const builder = new GraphBuilder(draft, neverReturns);
  const entry = draft.current;
  builder.list(body.stmts);
  draft.leave({ kind: 'end', at: { start: Math.max(body.start, body.end - 1), end: body.end } });
  return { entry, blocks: draft.blocks };
}

class GraphBuilder {
  private readonly draft: FlowDraft;
  private readonly neverReturns: NeverReturns;
  private readonly targets: BranchTargets;

  constructor(draft: FlowDraft, neverReturns: NeverReturns) {
    this.draft = draft;
    this.neverReturns = neverReturns;
    this.targets = new BranchTargets(draft);
  }

  list(stmts: readonly Stmt[]): void {
    for (const stmt of stmts) this.statement(stmt, undefined);
  }

  private statement(stmt: Stmt | undefined, label: string | undefined): void {
    const { draft } = this;
    if (!stmt) return;
    switch (stmt.kind) {
      case 'EmptyStmt':
      case 'BadStmt':
        return;
      case 'Block':
        draft.within(stmt, () => this.list(stmt.stmts));
        return;
      case 'LabeledStmt':
        draft.flowInto(this.targets.label(stmt.label.name));
        this.statement(stmt.stmt, stmt.label.name);
        return;
      case 'BranchStmt':
        this.branch(stmt);
        return;
      case 'ReturnStmt':
        draft.add(stmt);
        draft.leave({ kind: 'return', at: stmt });
        return;
      case 'IfStmt':
        this.ifChain(stmt);
        return;
      case 'ForStmt':
        draft.within(stmt, () => this.forLoop(stmt, label));
        return;
      case 'RangeStmt':
        this.rangeLoop(stmt, label);
        return;
      case 'SwitchStmt':
        draft.within(stmt, () => this.switch(stmt, label));
        return;
      case 'TypeSwitchStmt':
        draft.within(stmt, () => this.typeSwitch(stmt, label));
        return;
      case 'SelectStmt':
        this.select(stmt, label);
        return;
      case 'ExprStmt': {
        draft.add(stmt);
        const kind = stmt.x.kind === 'CallExpr' ? this.neverReturns(stmt.x) : undefined;
        if (kind !== undefined) draft.leave({ kind, at: stmt });
        return;
      }
      default:
        draft.add(stmt);
    }
  }

  private branch(stmt: BranchStmt): void {
    const target = this.targets.of(stmt);
    if (target) connect(this.draft.current, target, undefined, stmt);
    this.draft.current = this.draft.block();
  }

  /** An `else if` chain nests without bound in the tree, so it is walked in a loop. */
  private ifChain(first: IfStmt): void {
    const { draft } = this;
    const after = draft.block();
    const scopes: Range[] = [];
    let next: IfStmt | Block | undefined = first;
    while (next?.kind === 'IfStmt') {
      const { init, cond, body, else: otherwise }: IfStmt = next;
      scopes.push(draft.enter(next));
      this.statement(init, undefined);
      const then = draft.block();
      const rest = otherwise ? draft.block() : after;
      branchOn(draft, cond, then, rest);
      draft.current = then;
      draft.within(body, () => this.list(body.stmts));
      connect(draft.current, after);
      draft.current = rest;
      next = otherwise;
    }
    if (next) {
      this.statement(next, undefined);
      connect(draft.current, after);
    }
    for (const scope of scopes.reverse()) draft.restore(scope);
    draft.current = after;
  }

  private forLoop(stmt: ForStmt, label: string | undefined): void {
    const { draft } = this;
    this.statement(stmt.init, undefined);
    const [head, body, post] = [draft.block(), draft.block(), draft.block()];
    const after = draft.outerBlock();
    draft.flowInto(head);
    if (stmt.cond) branchOn(draft, stmt.cond, body, after);
    else connect(head, body);
    draft.current = body;
    this.targets.inside({ label, breakTo: after, continueTo: post }, () =>
      draft.within(stmt.body, () => this.list(stmt.body.stmts)),
    );
    draft.flowInto(post);
    this.statement(stmt.post, undefined);
    connect(draft.current, head);
    draft.current = after;
  }

  private rangeLoop(stmt: RangeStmt, label: string | undefined): void {
    const { draft } = this;
    draft.add(stmt.x);
    const [head, round, after] = [draft.block(), draft.block(stmt), draft.block()];
    draft.flowInto(head);
    connect(head, round);
    connect(head, after);
    round.nodes.push(stmt);
    draft.current = round;
    draft.within(stmt, () =>
      this.targets.inside({ label, breakTo: after, continueTo: head }, () =>
        draft.within(stmt.body, () => this.list(stmt.body.stmts)),
      ),
    );
    connect(draft.current, head);
    draft.current = after;
  }

  private switch(stmt: SwitchStmt, label: string | undefined): void {
    const { draft } = this;
    this.statement(stmt.init, undefined);
    if (stmt.tag) draft.add(stmt.tag);
    const bodies = stmt.clauses.map(() => draft.block());
    for (const [i, clause] of stmt.clauses.entries()) {
      for (const value of clause.list) {
        const next = draft.block();
        if (stmt.tag) compare(draft, stmt.tag, value, bodies[i]!, next);
        else branchOn(draft, value, bodies[i]!, next);
        draft.current = next;
      }
    }
    this.clauses(stmt.clauses, bodies, label);
  }

  private typeSwitch(stmt: TypeSwitchStmt, label: string | undefined): void {
    const { draft } = this;
    this.statement(stmt.init, undefined);
    draft.add(stmt.assign);
    const bodies = stmt.clauses.map(() => draft.block());
    const decided = draft.current;
    for (const [i, clause] of stmt.clauses.entries()) if (!clause.isDefault) connect(decided, bodies[i]!);
    this.clauses(stmt.clauses, bodies, label);
  }

  /** The bodies of a switch; what matches none goes on from the current block. */
  private clauses(clauses: readonly CaseClause[], bodies: FlowBlock[], label: string | undefined): void {
    const { draft } = this;
    const after = draft.outerBlock();
    const fallback = clauses.findIndex((clause) => clause.isDefault);
    connect(draft.current, bodies[fallback] ?? after);
    for (const [i, clause] of clauses.entries()) {
      draft.current = bodies[i]!;
      this.targets.inside({ label, breakTo: after, fallthroughTo: bodies[i + 1] }, () =>
        draft.within(clause, () => this.list(clause.body)),
      );
      connect(draft.current, after);
    }
    draft.current = after;
  }

  private select(stmt: SelectStmt, label: string | undefined): void {
    const { draft } = this;
    const waiting = draft.current;
    const after = draft.block();
    for (const clause of stmt.clauses) {
      const body = draft.block();
      connect(waiting, body);
      draft.current = body;
      this.targets.inside({ label, breakTo: after }, () => draft.within(clause, () => this.received(clause)));
      connect(draft.current, after);
    }
    draft.current = after;
  }

  private received({ comm, body }: CommClause): void {
    this.statement(comm, undefined);
    this.list(body);
  }
}

/** A case of a switch with an operand, which was evaluated before all cases. */
function compare(draft: FlowDraft, x: Expr, y: Expr, yes: FlowBlock, no: FlowBlock): void {
  const condition: Expr = {
    kind: 'BinaryExpr',
    start: y.start,
    end: y.end,
    op: '==',
    opStart: y.start,
    x,
    y,
  };
  draft.add(y);
  connect(draft.current, yes, { condition, holds: true });
  connect(draft.current, no, { condition, holds: false });
}
