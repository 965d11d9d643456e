/** Numbers for the places that values stand in, the same for every function of a program. */
import type { GoFunction } from './program.js';
import type { Node } from './summary.js';

export class FlowNodes {
  private readonly named = new Map<string, Node>();
  private last = 0;

  /** A node for the value of one expression. */
  fresh(): Node {
    return ++this.last;
  }

  /** How many nodes there are; numbers run from 1 to this. */
  get count(): number {
    return this.last;
  }

  local(fn: GoFunction, variable: number): Node {
    return this.byName(`v${fn.id}:${variable}`);
  }

  /** What a function does to one of its parameters. */
  effects(fn: GoFunction, variable: number): Node {
    return this.byName(`e${fn.id}:${variable}`);
  }

  result(fn: GoFunction, index: number): Node {
    return this.byName(`r${fn.id}:${index}`);
  }

  variable(importPath: string, name: string): Node {
    return this.byName(`g${importPath}.${name}`);
  }

  /** @param owner `path.Type` */
  field(owner: string, name: string): Node {
    return this.byName(`f${owner}.${name}`);
  }

  /** A symbol of a library, `path.Name`. */
  library(symbol: string): Node {
    return this.byName(`x${symbol}`);
  }

  /** What dependency injection hands out for a type. */
  provided(type: string): Node {
    return this.byName(`p${type}`);
  }

  private byName(name: string): Node {
    let node = this.named.get(name);
    if (node === undefined) {
      node = this.fresh();
      this.named.set(name, node);
    }
    return node;
  }
}
