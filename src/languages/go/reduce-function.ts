/** Reduces a function's body to the steps through which values flow. */
import type { Position, Step, TypeRef, Value } from './facts.js';
import { unquoteGoString } from './go-string.js';
import { isInert } from './inert-types.js';
import type {
  BinaryExpr,
  Block,
  CallExpr,
  CaseClause,
  CommClause,
  Expr,
  FieldList,
  FuncDecl,
  GenDecl,
  Ident,
  IfStmt,
  Stmt,
} from './syntax/ast.js';

/** What a file offers to the reduction of its functions. */
export interface FileScope {
  /** Import path by the identifier that the file knows it under. */
  imports: ReadonlyMap<string, string>;
  /** Packed position of a UTF-16 offset. */
  position(offset: number): Position;
}

export interface ReducedBody {
  steps: Step[];
  locals: TypeRef[];
  statements: number;
}

const MAX_STRING = 200;
/** Operands of a concatenation that are still worth folding. */
const MAX_SUM = 20;

export class FunctionReducer {
  readonly steps: Step[] = [];
  readonly locals: TypeRef[] = [];
  statements = 0;
  private readonly file: FileScope;
  private scopes: Map<string, number>[] = [new Map()];
  /** Results of the function literal that is being read; null in the function itself. */
  private literalReturns: Value[] | null = null;
  /** Types of that literal's results. */
  private literalResults: TypeRef[] = [];
  /** Number of the first variable of that literal's own. */
  private literalStart = 0;

  constructor(file: FileScope) {
    this.file = file;
  }

  /** Declares a variable in the innermost scope; `_` and '' get a number but no name. */
  declare(name: string, type: TypeRef): number {
    const number = this.locals.push(type) - 1;
    if (name !== '_' && name !== '') this.scopes.at(-1)?.set(name, number);
    return number;
  }

  /** Declares parameters or results; an unnamed one still gets a number. */
  declareFields(list: FieldList | undefined): { name: string; type: TypeRef; variable: number }[] {
    const out: { name: string; type: TypeRef; variable: number }[] = [];
    for (const field of list?.list ?? []) {
      const type = this.type(field.type);
      for (const name of field.names.length > 0 ? field.names.map((n) => n.name) : ['']) {
        out.push({ name, type, variable: this.declare(name, type) });
      }
    }
    return out;
  }

  body(block: Block): void {
    this.scoped(() => this.statementList(block.stmts));
  }

  /** One package-level `var` line: the initialiser as assignments. */
  initializer(names: readonly Ident[], values: readonly Expr[]): void {
    if (values.length === 0) return;
    this.steps.push(['=', names.map((n) => ['n', n.name]), values.map((v) => this.value(v))]);
  }

  private lookup(name: string): number | undefined {
    for (let i = this.scopes.length - 1; i >= 0; i--) {
      const found = this.scopes[i]?.get(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private scoped(run: () => void): void {
    this.scopes.push(new Map());
    run();
    this.scopes.pop();
  }

  private statementList(stmts: readonly Stmt[]): void {
    for (const stmt of stmts) this.statement(stmt);
  }

  private statement(stmt: Stmt | undefined): void {
    if (!stmt) return;
    this.statements++;
    switch (stmt.kind) {
      case 'ExprStmt': {
        const value = this.value(stmt.x);
        this.steps.push(['x', value]);
        this.handsOn(value);
        return;
      }
      case 'AssignStmt':
        this.assign(stmt.lhs, stmt.rhs, stmt.op === ':=');
        return;
      case 'DeclStmt':
        this.declaration(stmt.decl);
        return;
      case 'ReturnStmt': {
        const values = stmt.results.map((r) => this.value(r));
        if (this.literalReturns) this.literalReturns.push(...this.telling(values));
        else this.steps.push(['r', values]);
        return;
      }
      case 'GoStmt':
      case 'DeferStmt':
        this.steps.push(['x', this.value(stmt.call)]);
        return;
      case 'Block':
        this.body(stmt);
        return;
      case 'LabeledStmt':
        this.statement(stmt.stmt);
        return;
      case 'SendStmt':
        this.steps.push(['=', [['e', this.value(stmt.chan)]], [this.value(stmt.value)]]);
        return;
      case 'IfStmt':
        this.ifChain(stmt);
        return;
      case 'ForStmt':
        this.scoped(() => {
          if (!stmt.cond) this.steps.push(['loop', this.file.position(stmt.start)]);
          this.statement(stmt.init);
          this.effect(stmt.cond);
          this.statement(stmt.post);
          this.body(stmt.body);
        });
        return;
      case 'RangeStmt':
        this.scoped(() => {
          const element: Value = ['e', this.value(stmt.x)];
          const targets = [stmt.key, stmt.value].map((t) => (t ? this.target(t, stmt.op === ':=') : null));
          this.steps.push(['=', targets, [element, element]]);
          this.body(stmt.body);
        });
        return;
      case 'SwitchStmt':
        this.scoped(() => {
          this.statement(stmt.init);
          this.effect(stmt.tag);
          this.clauses(stmt.clauses);
        });
        return;
      case 'TypeSwitchStmt':
        this.scoped(() => {
          this.statement(stmt.init);
          this.statement(stmt.assign);
          this.clauses(stmt.clauses);
        });
        return;
      case 'SelectStmt':
        for (const clause of stmt.clauses) {
          this.scoped(() => {
            this.statement(clause.comm);
            this.statementList(clause.body);
          });
        }
        return;
      default:
        return;
    }
  }

  /** An `else if` chain nests without bound in the tree: it is walked in a loop, one scope per link as in Go. */
  private ifChain(first: IfStmt): void {
    const outer = this.scopes.length;
    let next: IfStmt | Block | undefined = first;
    while (next?.kind === 'IfStmt') {
      this.scopes.push(new Map());
      this.statement(next.init);
      this.effect(next.cond);
      this.body(next.body);
      next = next.else;
    }
    if (next) this.body(next);
    this.scopes.length = outer;
  }

  private clauses(clauses: readonly (CaseClause | CommClause)[]): void {
    for (const clause of clauses) {
      this.scoped(() => {
        if (clause.kind === 'CaseClause') for (const value of clause.list) this.effect(value);
        this.statementList(clause.body);
      });
    }
  }

  /** An expression whose value is not used: kept only when it can do something. */
  private effect(expr: Expr | undefined): void {
    if (!expr) return;
    const value = this.value(expr);
    if (value && value[0] !== 's' && value[0] !== 'v') this.steps.push(['x', value]);
  }

  /** Without results that carry nothing, such as the error of `func() error { return server.Serve(l) }`: those only happen. */
  private telling(values: Value[]): Value[] {
    if (values.length !== this.literalResults.length) return values;
    return values.filter((value, i) => {
      const inert = isInert(this.literalResults[i] ?? null);
      if (inert) this.steps.push(['x', value]);
      return !inert;
    });
  }

  /**
   * A function literal that calls a handler it did not make, as middleware does with `next`, passes for that handler:
   * it counts as one of the literal's results.
   */
  private handsOn(value: Value): void {
    if (!this.literalReturns || value?.[0] !== 'c') return;
    const callee = value[1];
    if (callee?.[0] === '.' && callee[2] === 'ServeHTTP') this.literalReturns.push(callee[1]);
    else if (callee?.[0] === 'v' && callee[1] < this.literalStart) this.literalReturns.push(callee);
  }

  private declaration(decl: GenDecl): void {
    for (const spec of decl.specs) {
      if (spec.kind !== 'ValueSpec') continue;
      const type = this.type(spec.type);
      const values = spec.values.map((v) => this.value(v));
      const targets = spec.names.map((n): Value => ['v', this.declare(n.name, type)]);
      if (values.length > 0) this.steps.push(['=', targets, values]);
      else if (type?.[0] === 'q' && decl.keyword === 'var') {
        // The zero value of a library's struct, as in `var client http.Client`.
        const zero: Value = ['l', type, [], this.file.position(spec.start)];
        this.steps.push(['=', targets, spec.type?.kind === 'StarExpr' ? [null] : [zero]]);
      }
    }
  }

  private assign(lhs: readonly Expr[], rhs: readonly Expr[], define: boolean): void {
    const values = rhs.map((r) => this.value(r));
    const targets = lhs.map((l) => this.target(l, define));
    this.steps.push(['=', targets, values]);
  }

  private target(expr: Expr, define: boolean): Value {
    if (expr.kind !== 'Ident') return this.value(expr);
    if (expr.name === '_') return null;
    if (define && !this.scopes.at(-1)?.has(expr.name)) return ['v', this.declare(expr.name, null)];
    return this.value(expr);
  }

  /** Reduces an expression. */
  value(expr: Expr): Value {
    switch (expr.kind) {
      case 'Ident': {
        const local = this.lookup(expr.name);
        if (local !== undefined) return ['v', local];
        return IGNORED_NAMES.has(expr.name) ? null : ['n', expr.name];
      }
      case 'BasicLit':
        return expr.literal === 'string' ? ['s', unquoteGoString(expr.raw).slice(0, MAX_STRING)] : null;
      case 'ParenExpr':
      case 'StarExpr':
        return this.value(expr.x);
      case 'UnaryExpr':
        return expr.op === '<-' ? ['e', this.value(expr.x)] : this.value(expr.x);
      case 'SelectorExpr': {
        const at = this.file.position(expr.sel.start);
        if (expr.x.kind === 'Ident' && this.lookup(expr.x.name) === undefined) {
          const path = this.file.imports.get(expr.x.name);
          if (path !== undefined) return ['q', path, expr.sel.name, at];
        }
        return ['.', this.value(expr.x), expr.sel.name, at];
      }
      case 'CallExpr':
        return this.call(expr);
      case 'CompositeLit':
        return this.literal(
          expr.type ? this.type(expr.type) : null,
          expr.elts,
          this.file.position(expr.start),
        );
      case 'FuncLit':
        return this.functionLiteral(expr.type.params, expr.type.results, expr.body);
      case 'IndexExpr': {
        const x = this.value(expr.x);
        for (const index of expr.indices) this.effect(index);
        // `f[T](…)` and `T[A]{…}` name the function or type itself.
        return x?.[0] === 'n' || x?.[0] === 'q' ? x : ['e', x];
      }
      case 'SliceExpr':
        return this.value(expr.x);
      case 'TypeAssertExpr':
        return expr.type ? ['a', this.value(expr.x), this.type(expr.type)] : this.value(expr.x);
      case 'BinaryExpr':
        return this.binary(expr);
      case 'KeyValueExpr':
        return this.value(expr.value);
      case 'ArrayType':
      case 'MapType':
      case 'ChanType':
      case 'FuncType':
      case 'StructType':
      case 'InterfaceType':
        return ['t', this.type(expr)];
      default:
        return null;
    }
  }

  /** Long chains nest on the left without bound: operands are taken in a loop. */
  private binary(expr: BinaryExpr): Value {
    const operands: Expr[] = [];
    let left: Expr = expr;
    let sum = true;
    while (left.kind === 'BinaryExpr') {
      operands.push(left.y);
      sum &&= left.op === '+';
      left = left.x;
    }
    const values = [left, ...operands.reverse()].map((o) => this.value(o));
    if (sum && values.length <= MAX_SUM)
      return values.reduce<Value>((a, b, i) => (i === 0 ? b : ['+', a, b]), null);
    for (const value of values) if (value?.[0] === 'c') this.steps.push(['x', value]);
    return null;
  }

  private call(expr: CallExpr): Value {
    const callee = this.value(expr.fun);
    const args = expr.args.map((a) => this.value(a));
    let named = expr.fun;
    while (named.kind === 'ParenExpr' || named.kind === 'IndexExpr') named = named.x;
    const at = named.kind === 'SelectorExpr' ? named.x.start : named.start;
    return ['c', callee, args, this.file.position(at)];
  }

  private literal(type: TypeRef, elts: readonly Expr[], at: Position): Value {
    const element = type?.[0] === '[]' ? type[1] : null;
    const entries = elts.map((elt): [string | null, Value] => {
      const value = elt.kind === 'KeyValueExpr' ? elt.value : elt;
      const key = elt.kind === 'KeyValueExpr' && elt.key.kind === 'Ident' ? elt.key.name : null;
      const elided = value.kind === 'CompositeLit' && !value.type;
      return [
        key,
        elided ? this.literal(element, value.elts, this.file.position(value.start)) : this.value(value),
      ];
    });
    return ['l', type, entries, at];
  }

  private functionLiteral(params: FieldList, results: FieldList | undefined, body: Block): Value {
    const outer = this.literalReturns;
    const outerStart = this.literalStart;
    const outerResults = this.literalResults;
    this.literalResults = resultTypes(results, (e) => this.type(e));
    const returns: Value[] = [];
    this.literalReturns = returns;
    this.literalStart = this.locals.length;
    let variables: number[] = [];
    this.scoped(() => {
      variables = this.declareFields(params).map((p) => p.variable);
      returns.push(
        ...this.declareFields(results)
          .filter((r) => r.name !== '')
          .map((r): Value => ['v', r.variable]),
      );
      this.body(body);
    });
    this.literalReturns = outer;
    this.literalStart = outerStart;
    this.literalResults = outerResults;
    return ['f', variables, returns];
  }

  /** Reduces a type expression; pointers and parentheses are dropped. */
  type(expr: Expr | undefined): TypeRef {
    switch (expr?.kind) {
      case 'Ident':
        return ['n', expr.name];
      case 'SelectorExpr': {
        if (expr.x.kind !== 'Ident') return null;
        return ['q', this.file.imports.get(expr.x.name) ?? `?${expr.x.name}`, expr.sel.name];
      }
      case 'StarExpr':
      case 'ParenExpr':
      case 'IndexExpr':
        return this.type(expr.x);
      case 'ArrayType':
        return ['[]', this.type(expr.elt)];
      case 'Ellipsis':
        return ['[]', this.type(expr.elt)];
      case 'MapType':
      case 'ChanType':
        return ['[]', this.type(expr.value)];
      case 'FuncType':
        return ['func', resultTypes(expr.results, (e) => this.type(e))];
      case 'StructType':
        return [
          'struct',
          expr.fields.list.flatMap((f) => f.names.map((n): [string, TypeRef] => [n.name, this.type(f.type)])),
        ];
      default:
        return null;
    }
  }
}

const IGNORED_NAMES = new Set(['nil', 'true', 'false', 'iota']);

/** One type per result, whether the results are named or not. */
export function resultTypes(results: FieldList | undefined, type: (e: Expr) => TypeRef): TypeRef[] {
  return (results?.list ?? []).flatMap((f) =>
    Array.from({ length: Math.max(1, f.names.length) }, () => type(f.type)),
  );
}

/** Name of a receiver's type: `*Server[T]` → `Server`. */
export function receiverName(decl: FuncDecl): string {
  let type = decl.recv?.list[0]?.type;
  while (type?.kind === 'StarExpr' || type?.kind === 'ParenExpr' || type?.kind === 'IndexExpr') type = type.x;
  return type?.kind === 'Ident' ? type.name : '';
}
