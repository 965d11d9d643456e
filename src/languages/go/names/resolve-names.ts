import { childrenOf } from '../rewrite/walk.js';
import type {
  AssignStmt,
  Block,
  CaseClause,
  CommClause,
  CompositeLit,
  Expr,
  FieldList,
  FuncDecl,
  FuncLit,
  FuncType,
  GenDecl,
  GoNode,
  Ident,
  IfStmt,
  RangeStmt,
  Stmt,
  TypeSwitchStmt,
} from '../syntax/ast.js';
import type { LocalNames, LocalVariable, ValueSource } from './local-variable.js';
import { NameScopes } from './name-scopes.js';

/** Finds what the identifiers of a function and of all literals in it stand for, by Go's scopes. */
export function resolveNames(fn: FuncDecl): LocalNames {
  const resolver = new NameResolver(fn);
  resolver.function(fn.type, fn.recv, fn.body);
  const { variables, bound } = resolver.scopes;
  return { variables, of: (ident) => bound.get(ident) };
}

class NameResolver {
  readonly scopes: NameScopes;

  constructor(fn: FuncDecl) {
    this.scopes = new NameScopes(fn);
  }

  function(type: FuncType, recv: FieldList | undefined, body: Block | undefined): void {
    if (!body) return;
    this.scopes.within(body, () => {
      this.fields(recv, 'receiver');
      this.fields(type.params, 'parameter');
      this.fields(type.results, 'result');
      this.list(body.stmts);
    });
  }

  private fields(list: FieldList | undefined, kind: LocalVariable['kind']): void {
    for (const { names, type } of list?.list ?? []) {
      for (const name of names) this.scopes.declare(name, kind, type, undefined);
    }
  }

  private list(stmts: readonly Stmt[]): void {
    for (const stmt of stmts) this.statement(stmt);
  }

  private statement(stmt: Stmt | undefined): void {
    if (!stmt) return;
    switch (stmt.kind) {
      case 'BranchStmt':
        return;
      case 'Block':
        this.scopes.within(stmt, () => this.list(stmt.stmts));
        return;
      case 'LabeledStmt':
        this.statement(stmt.stmt);
        return;
      case 'DeclStmt':
        this.declaration(stmt.decl);
        return;
      case 'AssignStmt':
        this.assignment(stmt);
        return;
      case 'IncDecStmt':
        this.node(stmt.x);
        this.scopes.assigned(stmt.x, { from: 'update', value: stmt.x });
        return;
      case 'IfStmt':
        this.ifChain(stmt);
        return;
      case 'ForStmt':
        this.scopes.within(stmt, () => {
          this.statement(stmt.init);
          this.node(stmt.cond);
          this.statement(stmt.post);
          this.statement(stmt.body);
        });
        return;
      case 'RangeStmt':
        this.rangeLoop(stmt);
        return;
      case 'SwitchStmt':
        this.scopes.within(stmt, () => {
          this.statement(stmt.init);
          this.node(stmt.tag);
          for (const clause of stmt.clauses) this.clause(clause, undefined);
        });
        return;
      case 'TypeSwitchStmt':
        this.scopes.within(stmt, () => this.typeSwitch(stmt));
        return;
      case 'SelectStmt':
        for (const clause of stmt.clauses) this.communication(clause);
        return;
      default:
        this.node(stmt);
    }
  }

  private ifChain(first: IfStmt): void {
    const { depth } = this.scopes;
    let next: IfStmt | Block | undefined = first;
    while (next?.kind === 'IfStmt') {
      this.scopes.enter(next);
      this.statement(next.init);
      this.node(next.cond);
      this.statement(next.body);
      next = next.else;
    }
    this.statement(next);
    this.scopes.leaveTo(depth);
  }

  private rangeLoop(stmt: RangeStmt): void {
    this.node(stmt.x);
    this.scopes.within(stmt, () => {
      for (const what of ['key', 'value'] as const) {
        const target = stmt[what];
        const source: ValueSource = { from: 'range', over: stmt.x, what };
        if (target?.kind === 'Ident' && stmt.op === ':=')
          this.scopes.declare(target, 'variable', undefined, source);
        else if (target) {
          this.node(target);
          this.scopes.assigned(target, source);
        }
      }
      this.statement(stmt.body);
    });
  }

  private typeSwitch(stmt: TypeSwitchStmt): void {
    this.statement(stmt.init);
    const { assign } = stmt;
    const symbol = assign.kind === 'AssignStmt' ? assign.lhs[0] : undefined;
    const operand = assign.kind === 'AssignStmt' ? assign.rhs[0] : assign.x;
    this.node(operand);
    const of = operand?.kind === 'TypeAssertExpr' ? operand.x : undefined;
    for (const clause of stmt.clauses) {
      this.clause(clause, symbol?.kind === 'Ident' ? { ident: symbol, of } : undefined);
    }
  }

  /** Each clause of `switch v := x.(type)` has a v of its own. */
  private clause(clause: CaseClause, symbol: { ident: Ident; of: Expr | undefined } | undefined): void {
    for (const value of clause.list) this.node(value);
    this.scopes.within(clause, () => {
      if (symbol) {
        const only = clause.list.length === 1 ? clause.list[0] : undefined;
        const source: ValueSource | undefined = symbol.of && {
          from: 'value',
          value: symbol.of,
          result: 0,
          results: 1,
        };
        this.scopes.declare(symbol.ident, 'variable', only, source);
      }
      this.list(clause.body);
    });
  }

  private communication(clause: CommClause): void {
    this.scopes.within(clause, () => {
      this.statement(clause.comm);
      this.list(clause.body);
    });
  }

  private declaration(decl: GenDecl): void {
    for (const spec of decl.specs) {
      if (spec.kind === 'TypeSpec') {
        this.scopes.declare(spec.name, 'type', spec.type, undefined);
        this.node(spec.type);
      } else if (spec.kind === 'ValueSpec') {
        this.node(spec.type);
        for (const value of spec.values) this.node(value);
        const kind = decl.keyword === 'const' ? 'constant' : 'variable';
        for (const [i, name] of spec.names.entries()) {
          this.scopes.declare(name, kind, spec.type, sourceAt(spec.values, i, spec.names.length));
        }
      }
    }
  }

  private assignment({ op, lhs, rhs }: AssignStmt): void {
    for (const value of rhs) this.node(value);
    for (const [i, target] of lhs.entries()) {
      const source = op === ':=' || op === '=' ? sourceAt(rhs, i, lhs.length) : update(rhs[0]);
      if (op === ':=' && target.kind === 'Ident' && !this.scopes.isDeclaredHere(target.name))
        this.scopes.declare(target, 'variable', undefined, source);
      else {
        this.node(target);
        if (source) this.scopes.assigned(target, source);
      }
    }
  }

  private node(node: GoNode | undefined): void {
    if (!node) return;
    switch (node.kind) {
      case 'Ident':
        this.scopes.use(node);
        return;
      case 'SelectorExpr':
        this.node(node.x);
        return;
      case 'CompositeLit':
        this.literal(node);
        return;
      case 'FuncLit':
        this.functionLiteral(node);
        return;
      case 'BinaryExpr':
        this.chain(node);
        return;
      case 'FuncType':
      case 'StructType':
      case 'InterfaceType':
        return;
      default:
        for (const child of childrenOf(node)) this.node(child);
    }
  }

  /** Binary expressions nest on the left without bound. */
  private chain(node: Expr): void {
    let left = node;
    while (left.kind === 'BinaryExpr') {
      this.node(left.y);
      left = left.x;
    }
    this.node(left);
  }

  /** Keys of a struct literal are names of fields, not of variables. */
  private literal({ type, elts }: CompositeLit): void {
    this.node(type);
    const keyed = type?.kind === 'MapType' || type?.kind === 'ArrayType';
    for (const element of elts) {
      if (element.kind !== 'KeyValueExpr') this.node(element);
      else {
        if (keyed || element.key.kind !== 'Ident') this.node(element.key);
        this.node(element.value);
      }
    }
  }

  private functionLiteral(literal: FuncLit): void {
    const { owner } = this.scopes;
    this.scopes.owner = literal;
    this.function(literal.type, undefined, literal.body);
    this.scopes.owner = owner;
  }
}

function sourceAt(values: readonly Expr[], index: number, count: number): ValueSource | undefined {
  const single = values.length === count;
  const value = values[single ? index : 0];
  return value && { from: 'value', value, result: single ? 0 : index, results: single ? 1 : count };
}

function update(value: Expr | undefined): ValueSource | undefined {
  return value && { from: 'update', value };
}
