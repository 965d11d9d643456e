/** Numbers for the places that values stand in, the same for every function of a program. */
import type { GoFunction } from './program.js';
import type { Node } from './summary.js';

/** More variables than any function has. */
const STRIDE = 1 << 16;

export class FlowNodes {
  private readonly named = new Map<string, Node>();
  private readonly locals = new Map<number, Node>();
  private readonly effect = new Map<number, Node>();
  private readonly results = new Map<number, Node>();
  private last = 0;

  /** A node for the value of one expression; numbers run from 1. */
  fresh(): Node {
    return ++this.last;
  }

  local(fn: GoFunction, variable: number): Node {
    return this.at(this.locals, fn.id * STRIDE + variable);
  }

  /** What a function does to one of its parameters. */
  effects(fn: GoFunction, variable: number): Node {
    return this.at(this.effect, fn.id * STRIDE + variable);
  }

  result(fn: GoFunction, index: number): Node {
    return this.at(this.results, fn.id * STRIDE + index);
  }

  variable(importPath: string, name: string): Node {
    return this.at(this.named, `g${importPath}.${name}`);
  }

  /** @param owner `path.Type` */
  field(owner: string, name: string): Node {
    return this.at(this.named, `f${owner}.${name}`);
  }

  /** A symbol of a library, `path.Name`. */
  library(symbol: string): Node {
    return this.at(this.named, `x${symbol}`);
  }

  /** What dependency injection hands out for a type. */
  provided(type: string): Node {
    return this.at(this.named, `p${type}`);
  }

  private at<K>(map: Map<K, Node>, key: K): Node {
    let node = map.get(key);
    if (node === undefined) {
      node = this.fresh();
      map.set(key, node);
    }
    return node;
  }
}
