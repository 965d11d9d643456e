/** Numbers for the places that values stand in, the same for every function of a program. */
import type { GoFunction } from './program.js';
import type { Node } from './summary.js';

export class FlowNodes {
  private readonly named = new Map<string, Node>();
  /** First node of each function's block: its variables, the effects on them, its results. */
  private readonly blocks: Node[] = [];
  private readonly shared = new Set<Node>();
  private last = 0;

  /** A node for the value of one expression; numbers run from 1. */
  fresh(): Node {
    return ++this.last;
  }

  local(fn: GoFunction, variable: number): Node {
    return this.block(fn) + variable;
  }

  /** What a function does to one of its parameters. */
  effects(fn: GoFunction, variable: number): Node {
    return this.block(fn) + fn.variables + variable;
  }

  result(fn: GoFunction, index: number): Node {
    return this.block(fn) + 2 * fn.variables + index;
  }

  private block(fn: GoFunction): Node {
    let first = this.blocks[fn.id];
    if (first === undefined) {
      first = this.last + 1;
      this.last += 2 * fn.variables + fn.facts.results.length;
      this.blocks[fn.id] = first;
    }
    return first;
  }

  variable(importPath: string, name: string): Node {
    return this.at(`g${importPath}.${name}`);
  }

  /** @param owner `path.Type` */
  field(owner: string, name: string): Node {
    return this.at(`f${owner}.${name}`);
  }

  /** A symbol of a library, `path.Name`. */
  library(symbol: string): Node {
    return this.at(`x${symbol}`);
  }

  /** The code of a function, as part of the values that hand it on. */
  code(fn: GoFunction): Node {
    return this.at(`b${fn.id}`);
  }

  /** What dependency injection hands out for a type. */
  provided(type: string): Node {
    return this.at(`p${type}`);
  }

  /** True for places that any function can write to. */
  isShared(node: Node): boolean {
    return this.shared.has(node);
  }

  private at(key: string): Node {
    let node = this.named.get(key);
    if (node === undefined) {
      node = this.fresh();
      this.named.set(key, node);
      this.shared.add(node);
    }
    return node;
  }
}
