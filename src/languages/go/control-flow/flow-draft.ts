import type { BranchStmt, Expr, Range, Stmt } from '../syntax/ast.js';
import type { Assumption, FlowBlock, FlowExit } from './flow-graph.js';

/** A flow graph that is being made: its blocks, and where the next node goes. */
export class FlowDraft {
  readonly blocks: FlowBlock[] = [];
  current: FlowBlock;
  private scope: Range;
  private outer: Range;

  constructor(scope: Range) {
    this.scope = scope;
    this.outer = scope;
    this.current = this.block();
  }

  /** A new block in the given scope, by default the one that is being read. */
  block(scope: Range = this.scope): FlowBlock {
    const block: FlowBlock = { id: this.blocks.length, nodes: [], next: [], exit: undefined, scope };
    this.blocks.push(block);
    return block;
  }

  /** A new block in the scope around the statement that `within` reads. */
  outerBlock(): FlowBlock {
    return this.block(this.outer);
  }

  add(node: Stmt | Expr): void {
    this.current.nodes.push(node);
  }

  /** Goes on in `block`, also for those who jump there. */
  flowInto(block: FlowBlock): void {
    connect(this.current, block);
    this.current = block;
  }

  leave(exit: FlowExit): void {
    this.current.exit = exit;
    this.current = this.block();
  }

  /** Opens a scope; gives what `restore` wants. */
  enter(scope: Range): Range {
    const before = this.scope;
    this.scope = scope;
    this.flowInto(this.block());
    return before;
  }

  restore(scope: Range): void {
    this.scope = scope;
  }

  /** Reads what stands in a scope. */
  within(scope: Range, read: () => void): void {
    const { outer, scope: before } = this;
    this.outer = before;
    this.enter(scope);
    read();
    this.scope = before;
    this.outer = outer;
    if (this.current.scope !== before) this.flowInto(this.block());
  }
}

export function connect(from: FlowBlock, to: FlowBlock, assumes?: Assumption, by?: BranchStmt): void {
  from.next.push({ to, assumes, by });
}
