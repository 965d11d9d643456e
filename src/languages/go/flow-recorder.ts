import type { Value } from './facts.js';
import type { FlowNodes } from './flow-nodes.js';
import { isInert } from './inert-types.js';
import type { GoFunction } from './program.js';
import type { Node } from './summary.js';

/** The edges that one function yields between places where values stand. */
export class FlowRecorder {
  /** Triples (from, to, call); see `FunctionSummary`. */
  readonly moves: number[] = [];
  readonly contains: number[] = [];
  private readonly nodes: FlowNodes;
  private readonly calls = new Map<NonNullable<Value>, number>();
  /** Nodes of this function's parameters, with the node that collects what is done to them. */
  private readonly affected = new Map<Node, Node>();

  constructor(nodes: FlowNodes, fn: GoFunction) {
    this.nodes = nodes;
    for (const variable of [fn.facts.receiverVar, ...fn.facts.params.map((p) => p.variable)]) {
      if (variable >= 0) this.affected.set(nodes.local(fn, variable), nodes.effects(fn, variable));
    }
  }

  /** @param call the call that the value goes into (its number) or comes out of (the number negated); 0 for neither */
  move(from: Node, to: Node, call = 0): void {
    if (from !== 0 && to !== 0 && from !== to) this.moves.push(from, to, call);
  }

  contain(from: Node, to: Node, call = 0): void {
    if (from !== 0 && to !== 0 && from !== to) this.contains.push(from, to, call);
  }

  /** `target` is changed by `from`; callers see it too when it is a parameter. */
  affect(from: Node, target: Node, call = 0): void {
    this.contain(from, target, call);
    this.contain(from, this.affected.get(target) ?? 0, call);
  }

  /** The node of a variable of `fn`, or none when its type is of no interest. */
  local(fn: GoFunction, variable: number): Node {
    return isInert(fn.facts.locals[variable] ?? null) ? 0 : this.nodes.local(fn, variable);
  }

  /** The node of a result of `fn`, or none when its type is of no interest. */
  result(fn: GoFunction, index: number): Node {
    return isInert(fn.facts.results[index] ?? null) ? 0 : this.nodes.result(fn, index);
  }

  /** The number of a call, the same whenever it is asked for. */
  callNumber(call: NonNullable<Value>): number {
    let number = this.calls.get(call);
    if (number === undefined) {
      number = this.nodes.fresh();
      this.calls.set(call, number);
    }
    return number;
  }
}
