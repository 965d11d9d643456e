/** What one statement or condition does to the local variables, and where the results of its calls go. */
import type { LocalNames, LocalVariable } from '../names/local-variable.js';
import { walk } from '../rewrite/walk.js';
import type {
  AssignStmt,
  CallExpr,
  CompositeLit,
  Expr,
  FuncLit,
  Ident,
  RangeStmt,
  ReturnStmt,
  Stmt,
  ValueSpec,
} from '../syntax/ast.js';

/** When a call runs: at once, when the function returns, or in a goroutine of its own. */
export type CallTime = 'now' | 'deferred' | 'go';

/** What happens to a value. */
export type ValueUse =
  /** A method is called on it, or on something in it. */
  | { kind: 'method'; name: string; call: CallExpr; time: CallTime; inside: boolean }
  /** `span.End` without a call, or a field of it. */
  | { kind: 'member'; name: string }
  | { kind: 'argument'; call: CallExpr; index: number; time: CallTime }
  /** It is a function, and is called. */
  | { kind: 'invoked'; call: CallExpr; time: CallTime }
  | { kind: 'returned'; index: number }
  | { kind: 'assigned'; to: LocalVariable }
  /** Put into a field, an element, a channel or a variable of the package; `field` is the name of the field. */
  | { kind: 'stored'; field: string | undefined }
  | { kind: 'captured'; by: FuncLit; then: ValueUse }
  | { kind: 'discarded' }
  /** Compared, indexed and the like. */
  | { kind: 'read' };

export type ValueStep =
  | { kind: 'use'; variable: LocalVariable; use: ValueUse; at: Expr }
  /** The variable gets another value. */
  | { kind: 'overwritten'; variable: LocalVariable; at: Stmt }
  /** A call comes back; one use for each result. */
  | { kind: 'result'; call: CallExpr; uses: readonly ValueUse[] };

const READ: ValueUse = { kind: 'read' };
const DISCARDED: ValueUse = { kind: 'discarded' };

export interface StepContext {
  names: LocalNames;
  /** The function or literal around. */
  owner: LocalVariable['owner'];
  /** Named results of the function or literal around. */
  results: readonly LocalVariable[];
  /** How many results it has. */
  resultCount: number;
  /** Whether a call is a conversion to a type. */
  isConversion(call: CallExpr): boolean;
  /** Whether a call gives back the very value that its method was called on. */
  isFluent(call: CallExpr): boolean;
  /** Whether a struct literal stands for the span that is put into it. */
  isSpanLiteral(literal: CompositeLit): boolean;
}

/** The steps of a node of a flow graph, in the order in which they happen. */
export function stepsOf(context: StepContext, node: Stmt | Expr): ValueStep[] {
  const reader = new StepReader(context);
  reader.node(node);
  return reader.steps;
}

class StepReader {
  readonly steps: ValueStep[] = [];
  private readonly context: StepContext;

  constructor(context: StepContext) {
    this.context = context;
  }

  node(node: Stmt | Expr): void {
    switch (node.kind) {
      case 'ExprStmt':
        this.value(node.x, DISCARDED);
        return;
      case 'AssignStmt':
        this.assignment(node);
        return;
      case 'DeclStmt':
        for (const spec of node.decl.specs) if (spec.kind === 'ValueSpec') this.declaration(spec, node);
        return;
      case 'ReturnStmt':
        this.returned(node);
        return;
      case 'DeferStmt':
        this.call(node.call, [DISCARDED], 'deferred');
        return;
      case 'GoStmt':
        this.call(node.call, [DISCARDED], 'go');
        return;
      case 'SendStmt':
        this.value(node.chan, READ);
        this.value(node.value, { kind: 'stored', field: undefined });
        return;
      case 'IncDecStmt':
        this.value(node.x, READ);
        this.overwritten(node.x, node);
        return;
      case 'RangeStmt':
        this.round(node);
        return;
      case 'BadStmt':
      case 'EmptyStmt':
      case 'LabeledStmt':
      case 'BranchStmt':
      case 'Block':
      case 'IfStmt':
      case 'SwitchStmt':
      case 'TypeSwitchStmt':
      case 'SelectStmt':
      case 'ForStmt':
        return;
      default:
        this.value(node, READ);
    }
  }

  private round(stmt: RangeStmt): void {
    for (const target of [stmt.key, stmt.value]) if (target) this.overwritten(target, stmt);
  }

  private assignment(stmt: AssignStmt): void {
    this.assign(stmt.lhs, stmt.rhs, stmt);
  }

  private declaration(spec: ValueSpec, stmt: Stmt): void {
    if (spec.values.length > 0) this.assign(spec.names, spec.values, stmt);
  }

  /** Reads the values, then the targets lose what they held, then they get the new values. */
  private assign(targets: readonly Expr[], values: readonly Expr[], stmt: Stmt): void {
    const before = this.steps.length;
    const only = values.length === 1 ? values[0] : undefined;
    const uses = targets.map((target) => this.useOfTarget(target));
    if (targets.length > 1 && only) {
      const inner = withoutParens(only);
      if (inner.kind === 'CallExpr') this.call(inner, uses, 'now');
      else this.value(inner, uses[0] ?? READ);
    } else for (const [i, value] of values.entries()) this.value(value, uses[i] ?? READ);
    const arriving = this.steps.splice(before);
    this.steps.push(...arriving.filter((step) => !arrives(step)));
    for (const target of targets) {
      if (target.kind === 'Ident') this.overwritten(target, stmt);
      else if (target.kind === 'SelectorExpr' || target.kind === 'IndexExpr') this.value(target.x, READ);
    }
    this.steps.push(...arriving.filter(arrives));
  }

  private useOfTarget(target: Expr): ValueUse {
    if (target.kind === 'Ident') {
      if (target.name === '_') return DISCARDED;
      const to = this.context.names.of(target);
      // A variable of the function around outlives this literal.
      return to?.owner === this.context.owner
        ? { kind: 'assigned', to }
        : { kind: 'stored', field: undefined };
    }
    return { kind: 'stored', field: target.kind === 'SelectorExpr' ? target.sel.name : undefined };
  }

  private overwritten(target: Expr, at: Stmt): void {
    const variable = target.kind === 'Ident' ? this.context.names.of(target) : undefined;
    if (variable) this.steps.push({ kind: 'overwritten', variable, at });
  }

  private returned({ results }: ReturnStmt): void {
    const { context } = this;
    const only = results.length === 1 && results[0] ? withoutParens(results[0]) : undefined;
    if (only?.kind === 'CallExpr' && context.resultCount > 1) {
      const uses = Array.from(
        { length: context.resultCount },
        (_, index): ValueUse => ({
          kind: 'returned',
          index,
        }),
      );
      this.call(only, uses, 'now');
    } else for (const [index, result] of results.entries()) this.value(result, { kind: 'returned', index });
    if (results.length > 0) return;
    for (const [index, variable] of context.results.entries()) {
      this.steps.push({ kind: 'use', variable, use: { kind: 'returned', index }, at: variable.ident });
    }
  }

  private value(expr: Expr, use: ValueUse): void {
    switch (expr.kind) {
      case 'Ident':
        this.name(expr, use);
        return;
      case 'ParenExpr':
      case 'StarExpr':
      case 'TypeAssertExpr':
        this.value(expr.x, use);
        return;
      case 'UnaryExpr':
        this.value(expr.x, expr.op === '&' ? use : READ);
        return;
      case 'KeyValueExpr':
        this.value(expr.value, use);
        return;
      case 'CompositeLit':
        this.literal(expr, use);
        return;
      case 'FuncLit':
        this.capture(expr, use);
        return;
      case 'CallExpr':
        this.call(expr, [use], 'now');
        return;
      case 'SelectorExpr':
        this.value(
          expr.x,
          use.kind === 'method' ? { ...use, inside: true } : { kind: 'member', name: expr.sel.name },
        );
        return;
      case 'BinaryExpr':
        this.chain(expr);
        return;
      case 'IndexExpr':
        this.value(expr.x, READ);
        for (const index of expr.indices) this.value(index, READ);
        return;
      case 'SliceExpr':
        for (const part of [expr.x, expr.low, expr.high, expr.max]) if (part) this.value(part, READ);
        return;
      default:
        return;
    }
  }

  private name(ident: Ident, use: ValueUse): void {
    const variable = this.context.names.of(ident);
    if (variable) this.steps.push({ kind: 'use', variable, use, at: ident });
  }

  private literal(literal: CompositeLit, use: ValueUse): void {
    const stands = this.context.isSpanLiteral(literal);
    for (const element of literal.elts) {
      const field =
        element.kind === 'KeyValueExpr' && element.key.kind === 'Ident' ? element.key.name : undefined;
      this.value(element, stands ? use : { kind: 'stored', field });
    }
  }

  /** The variables of the function around that a literal mentions, each once. */
  private capture(literal: FuncLit, then: ValueUse): void {
    const seen = new Set<LocalVariable>();
    for (const node of walk(literal.body)) {
      if (node.kind !== 'Ident') continue;
      const variable = this.context.names.of(node);
      if (!variable || seen.has(variable)) continue;
      seen.add(variable);
      if (literal.start <= variable.ident.start && variable.ident.start < literal.end) continue;
      this.steps.push({ kind: 'use', variable, use: { kind: 'captured', by: literal, then }, at: literal });
    }
  }

  /** Binary expressions nest on the left without bound. */
  private chain(expr: Expr): void {
    const operands: Expr[] = [];
    let left = expr;
    while (left.kind === 'BinaryExpr') {
      operands.push(left.y);
      left = left.x;
    }
    this.value(left, READ);
    for (const operand of operands.reverse()) this.value(operand, READ);
  }

  private call(call: CallExpr, uses: readonly ValueUse[], time: CallTime): void {
    const fun = withoutParens(call.fun);
    if (this.context.isConversion(call)) {
      if (call.args[0]) this.value(call.args[0], uses[0] ?? READ);
      return;
    }
    for (const [index, arg] of call.args.entries()) this.value(arg, { kind: 'argument', call, index, time });
    if (fun.kind === 'SelectorExpr') {
      const onto: ValueUse = { kind: 'method', name: fun.sel.name, call, time, inside: false };
      this.value(fun.x, this.context.isFluent(call) ? (uses[0] ?? READ) : onto);
    } else if (fun.kind === 'Ident') this.name(fun, { kind: 'invoked', call, time });
    else if (fun.kind === 'FuncLit') this.capture(fun, { kind: 'invoked', call, time });
    else this.value(fun, { kind: 'invoked', call, time });
    this.steps.push({ kind: 'result', call, uses });
  }
}

function arrives(step: ValueStep): boolean {
  if (step.kind === 'use') {
    return (
      step.use.kind === 'assigned' || (step.use.kind === 'captured' && step.use.then.kind === 'assigned')
    );
  }
  return step.kind === 'result' && step.uses.some((use) => use.kind === 'assigned');
}

function withoutParens(expr: Expr): Expr {
  let inner = expr;
  while (inner.kind === 'ParenExpr') inner = inner.x;
  return inner;
}
