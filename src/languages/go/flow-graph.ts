/** The values of one service's reachable code, as a graph: where a value comes from and where else it is known. */
import type { FunctionSummary, Node } from './summary.js';

export class FlowGraph {
  private readonly movesFrom = new Map<Node, Node[]>();
  private readonly sources = new Map<Node, Node[]>();
  private readonly parts = new Map<Node, Node[]>();

  constructor(summaries: Iterable<FunctionSummary>) {
    for (const { moves, contains } of summaries) {
      for (let i = 0; i < moves.length; i += 2) {
        push(this.movesFrom, moves[i]!, moves[i + 1]!);
        push(this.sources, moves[i + 1]!, moves[i]!);
      }
      for (let i = 0; i < contains.length; i += 2) push(this.parts, contains[i + 1]!, contains[i]!);
    }
  }

  /** Every node whose value can be, or be part of, the value of one of `nodes`; they themselves included. */
  madeOf(nodes: Iterable<Node>): Set<Node> {
    return close(nodes, (node) => [this.sources.get(node), this.parts.get(node)]);
  }

  /** Every node that can hold the very value of `node`. */
  aliases(node: Node): Set<Node> {
    return close([node], (at) => [this.movesFrom.get(at)]);
  }

  /** Every node whose very value `node` can hold. */
  origins(node: Node): Set<Node> {
    return close([node], (at) => [this.sources.get(at)]);
  }

  /** What was done to the value under any of its names: nodes contained in one of its aliases. */
  changesTo(aliases: Iterable<Node>): Node[] {
    return [...aliases].flatMap((alias) => this.parts.get(alias) ?? []);
  }
}

function push(map: Map<Node, Node[]>, key: Node, value: Node): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function close(start: Iterable<Node>, next: (node: Node) => (Node[] | undefined)[]): Set<Node> {
  const found = new Set<Node>();
  const queue: Node[] = [];
  const add = (node: Node) => {
    if (node === 0 || found.has(node)) return;
    found.add(node);
    queue.push(node);
  };
  for (const node of start) add(node);
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    for (const list of next(node)) for (const other of list ?? []) add(other);
  }
  return found;
}
