import type { TypeRef } from './facts.js';

/** The variables of one function: each has a number for good, and a name in the scopes that see it. */
export class LocalScope {
  /** Declared types by number; null when inferred. */
  readonly types: TypeRef[] = [];
  private readonly scopes: Map<string, number>[] = [new Map()];

  /** Declares a variable in the innermost scope; `_` and '' get a number but no name. */
  declare(name: string, type: TypeRef): number {
    const number = this.types.push(type) - 1;
    if (name !== '_' && name !== '') this.scopes.at(-1)?.set(name, number);
    return number;
  }

  lookup(name: string): number | undefined {
    for (let i = this.scopes.length - 1; i >= 0; i--) {
      const found = this.scopes[i]?.get(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** True when `:=` assigns to the variable rather than declaring another. */
  isInnermost(name: string): boolean {
    return this.scopes.at(-1)?.has(name) === true;
  }

  scoped(run: () => void): void {
    this.scopes.push(new Map());
    run();
    this.scopes.pop();
  }

  /** Like `scoped` for scopes that nest without bound: each step of `run` may open one more inside the last. */
  scopedChain(run: (open: () => void) => void): void {
    const outer = this.scopes.length;
    run(() => this.scopes.push(new Map()));
    this.scopes.length = outer;
  }
}
