import type { BranchStmt } from '../syntax/ast.js';
import type { FlowDraft } from './flow-draft.js';
import type { FlowBlock } from './flow-graph.js';

/** A statement that can be left by a jump: a loop, switch or select. */
export interface Breakable {
  label: string | undefined;
  breakTo: FlowBlock;
  /** For loops alone. */
  continueTo?: FlowBlock;
  /** For the clauses of a switch. */
  fallthroughTo?: FlowBlock | undefined;
}

/** Where break, continue, goto and fallthrough lead at the place that is being read. */
export class BranchTargets {
  private readonly around: Breakable[] = [];
  private readonly labels = new Map<string, FlowBlock>();
  private readonly draft: FlowDraft;

  constructor(draft: FlowDraft) {
    this.draft = draft;
  }

  inside(breakable: Breakable, read: () => void): void {
    this.around.push(breakable);
    read();
    this.around.pop();
  }

  /** The block that a label names; goto may ask for it before it is read. */
  label(name: string): FlowBlock {
    let block = this.labels.get(name);
    if (!block) {
      block = this.draft.block();
      this.labels.set(name, block);
    }
    block.scope = this.draft.current.scope;
    return block;
  }

  /** Undefined for a jump that leads nowhere, which does not compile. */
  of({ keyword, label }: BranchStmt): FlowBlock | undefined {
    if (keyword === 'goto') return label && this.gotoTarget(label.name);
    const named = (one: Breakable) => label === undefined || one.label === label.name;
    switch (keyword) {
      case 'break':
        return this.around.findLast(named)?.breakTo;
      case 'continue':
        return this.around.findLast((one) => one.continueTo !== undefined && named(one))?.continueTo;
      case 'fallthrough':
        return this.around.at(-1)?.fallthroughTo;
    }
  }

  private gotoTarget(name: string): FlowBlock {
    const known = this.labels.get(name);
    if (known) return known;
    const block = this.draft.block();
    this.labels.set(name, block);
    return block;
  }
}
