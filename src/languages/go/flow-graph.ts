/**
 * The values of one service's reachable code, as a graph: where a value comes from and where else it is known.
 *
 * A walk remembers the last calls that it went into and leaves a function only by the call it came in by; otherwise a
 * helper that two places call would make the values of one part of the other's.
 */
import type { FunctionSummary, Node } from './summary.js';

/** A node, and the calls by which the walk got into its function: a number of `CallStacks`. */
export interface Place {
  node: Node;
  stack: number;
}

/** Places found, by node: the stacks under which each was met. */
export type Places = ReadonlyMap<Node, ReadonlySet<number>>;

/** Calls that are remembered; a deeper walk forgets the outermost and may then leave by any caller. */
const MAX_STACK = 2;
const ANY_CALLER = 0;
/** A number that no call has. */
const NO_CALL = -1;

/** Edges at a node: the other node and the label, one after the other. */
type Edges = Map<Node, number[]>;

export class FlowGraph {
  private readonly movesFrom: Edges = new Map();
  private readonly sources: Edges = new Map();
  private readonly parts: Edges = new Map();
  private readonly stacks = new CallStacks();
  private readonly isShared: (node: Node) => boolean;

  /**
   * @param isShared whether a node stands for a field, a package variable or the like: what is in it can have been put
   *   there by any call, so a walk through it forgets where it came from
   */
  constructor(summaries: Iterable<FunctionSummary>, isShared: (node: Node) => boolean) {
    this.isShared = isShared;
    for (const { moves, contains } of summaries) {
      for (let i = 0; i < moves.length; i += 3) {
        push(this.movesFrom, moves[i]!, moves[i + 1]!, moves[i + 2]!);
        push(this.sources, moves[i + 1]!, moves[i]!, moves[i + 2]!);
      }
      for (let i = 0; i < contains.length; i += 3)
        push(this.parts, contains[i + 1]!, contains[i]!, contains[i + 2]!);
    }
  }

  /** The place of a node from which a walk does not leave the function by its parameters. */
  within(node: Node): Place {
    return { node, stack: this.stacks.enter(ANY_CALLER, NO_CALL) };
  }

  /** Every node whose value can be, or be part of, the value of one of `places`; they themselves included. */
  madeOf(places: Iterable<Place>): Places {
    return this.close(places, [this.sources, this.parts], -1);
  }

  /** Every place that can hold the very value of `node`. */
  aliases(node: Node): Places {
    return this.close([start(node)], [this.movesFrom], 1);
  }

  /** What was done to the value under any of its names: what one of its aliases contains. */
  changesTo(aliases: Places): Place[] {
    const changes: Place[] = [];
    for (const [node, stacks] of aliases) {
      for (const stack of stacks) this.step(this.parts, node, stack, -1, (place) => changes.push(place));
    }
    return changes;
  }

  private close(from: Iterable<Place>, edges: readonly Edges[], direction: 1 | -1): Places {
    const found = new Map<Node, Set<number>>();
    const queue: Place[] = [];
    const add = (place: Place) => {
      const { node, stack } = place;
      if (node === 0) return;
      const stacks = found.get(node);
      // Whatever can be reached under one stack can be reached when any caller will do.
      if (stacks?.has(stack) || stacks?.has(ANY_CALLER)) return;
      if (stacks) stacks.add(stack);
      else found.set(node, new Set([stack]));
      queue.push(place);
    };
    for (const place of from) add(place);
    for (let place = queue.pop(); place; place = queue.pop()) {
      for (const map of edges) this.step(map, place.node, place.stack, direction, add);
    }
    return found;
  }

  /** One step along edges; against their direction when `direction` is -1, which swaps going in and coming out. */
  private step(edges: Edges, node: Node, stack: number, direction: 1 | -1, visit: (place: Place) => void) {
    const list = edges.get(node);
    if (!list) return;
    for (let i = 0; i < list.length; i += 2) {
      const call = list[i + 1]! * direction;
      const next =
        call === 0 ? stack : call > 0 ? this.stacks.enter(stack, call) : this.stacks.leave(stack, -call);
      if (next === null) continue;
      const other = list[i]!;
      visit({ node: other, stack: this.isShared(other) ? ANY_CALLER : next });
    }
  }
}

/** The place of a node when nothing is known of the caller. */
export function start(node: Node): Place {
  return { node, stack: ANY_CALLER };
}

/** Stacks of at most `MAX_STACK` calls, as numbers; 0 is the empty one. */
class CallStacks {
  private readonly numbers = new Map<string, number>([['', ANY_CALLER]]);
  private readonly calls: (readonly number[])[] = [[]];

  enter(stack: number, call: number): number {
    return this.number([...(this.calls[stack] ?? []), call].slice(-MAX_STACK));
  }

  /** Null when the stack says that its function was entered by another call. */
  leave(stack: number, call: number): number | null {
    const calls = this.calls[stack] ?? [];
    if (calls.length === 0) return ANY_CALLER;
    return calls.at(-1) === call ? this.number(calls.slice(0, -1)) : null;
  }

  private number(calls: readonly number[]): number {
    const key = calls.join(' ');
    let found = this.numbers.get(key);
    if (found === undefined) {
      found = this.calls.push(calls) - 1;
      this.numbers.set(key, found);
    }
    return found;
  }
}

function push(map: Edges, key: Node, node: Node, label: number): void {
  const list = map.get(key);
  if (list) list.push(node, label);
  else map.set(key, [node, label]);
}
