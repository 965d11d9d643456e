/** The scopes that are open while a function is read, and what its identifiers are bound to so far. */
import type { Expr, FuncDecl, FuncLit, Ident, Range } from '../syntax/ast.js';
import type { LocalVariable, ValueSource } from './local-variable.js';

export class NameScopes {
  readonly variables: LocalVariable[] = [];
  readonly bound = new Map<Ident, LocalVariable>();
  /** The function that owns what is declared now. */
  owner: FuncDecl | FuncLit;
  private readonly open: { range: Range; names: Map<string, LocalVariable> }[] = [];

  constructor(owner: FuncDecl) {
    this.owner = owner;
  }

  /** How many scopes are open. */
  get depth(): number {
    return this.open.length;
  }

  enter(range: Range): void {
    this.open.push({ range, names: new Map() });
  }

  leaveTo(depth: number): void {
    this.open.length = depth;
  }

  /** Opens a scope while something is read. */
  within(range: Range, read: () => void): void {
    const { depth } = this;
    this.enter(range);
    read();
    this.leaveTo(depth);
  }

  declare(
    ident: Ident,
    kind: LocalVariable['kind'],
    type: Expr | undefined,
    source: ValueSource | undefined,
  ): void {
    const scope = this.open.at(-1)!;
    const variable: LocalVariable = {
      id: this.variables.length,
      name: ident.name,
      ident,
      kind,
      owner: this.owner,
      scope: scope.range,
      type,
      source,
      assignments: [],
    };
    this.variables.push(variable);
    this.bound.set(ident, variable);
    if (ident.name !== '_') scope.names.set(ident.name, variable);
  }

  /** Whether the innermost scope itself declares the name. */
  isDeclaredHere(name: string): boolean {
    return this.open.at(-1)?.names.has(name) === true;
  }

  /** Binds a use of a name to the innermost declaration that it can mean. */
  use(ident: Ident): void {
    for (let i = this.open.length - 1; i >= 0; i--) {
      const variable = this.open[i]!.names.get(ident.name);
      if (variable) {
        this.bound.set(ident, variable);
        return;
      }
    }
  }

  /** Notes a value that a place gets, where the place is a variable. */
  assigned(target: Expr, source: ValueSource): void {
    let place = target;
    while (place.kind === 'ParenExpr') place = place.x;
    if (place.kind === 'Ident') this.bound.get(place)?.assignments.push(source);
  }
}
