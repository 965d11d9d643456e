/** Where a function returns an error while a span of it is open and was not told. */
import type { FlowBlock, FlowEdge } from '../control-flow/flow-graph.js';
import type { LocalVariable } from '../names/local-variable.js';
import { childrenOf, walk } from '../rewrite/walk.js';
import type { Expr, GoNode, Range, ReturnStmt, Stmt } from '../syntax/ast.js';
import { mentionsError, toldIn, UNKNOWN } from './error-told.js';
import { graphOf } from './function-graph.js';
import type { GoCodebase } from './go-codebase.js';
import type { OpenFunction } from './go-function.js';
import { isMadeError } from './made-errors.js';
import { nodeSteps } from './span-effects.js';
import type { SpanStart } from './started-spans.js';

export interface ErrorExit {
  at: Range;
  /** How the span was told on this way, by the bits of `error-told`. */
  told: number;
}

interface State {
  told: number;
  /** Error variables that are known to be nil, or not to be. */
  isNil: ReadonlyMap<LocalVariable, boolean>;
}

const MAX_STATES = 1500;

/**
 * The returns of an error that is not nil for certain, on ways where the span is told less than `wants`.
 * @param name the variable of the span
 */
export function untoldExits(
  codebase: GoCodebase,
  start: SpanStart,
  name: string,
  wants: number,
): readonly ErrorExit[] {
  const { body } = start.owner;
  if (!body || !returnsError(start)) return [];
  return new ErrorWalk(codebase, start, name, wants).run();
}

/** Whether the last result is an `error`. */
function returnsError({ owner }: SpanStart): boolean {
  const last = owner.type.results?.list.at(-1)?.type;
  return last?.kind === 'Ident' && last.name === 'error';
}

class ErrorWalk {
  private readonly codebase: GoCodebase;
  private readonly start: SpanStart;
  private readonly fn: OpenFunction;
  private readonly span: LocalVariable | undefined;
  private readonly wants: number;
  private readonly seen = new Set<string>();
  private readonly told = new Map<GoNode, number>();
  private readonly exits = new Map<number, ErrorExit>();
  private readonly waiting: { block: FlowBlock; from: number; state: State }[] = [];

  constructor(codebase: GoCodebase, start: SpanStart, name: string, wants: number) {
    this.codebase = codebase;
    this.start = start;
    this.fn = start.fn;
    this.span = start.fn.names.variables.find(
      (one) => one.name === name && one.ident.start <= start.call.start && start.call.end <= one.scope.end,
    );
    this.wants = wants;
  }

  run(): readonly ErrorExit[] {
    const { start, codebase, fn } = this;
    const { blocks } = graphOf(codebase, fn, start.owner.body!);
    const holds = (node: GoNode) =>
      node.kind !== 'RangeStmt' && node.start <= start.call.start && start.call.end <= node.end;
    const home = blocks.find(({ nodes }) => nodes.some(holds));
    if (!home) return [];
    const deferred = this.deferredBefore();
    this.waiting.push({
      block: home,
      from: home.nodes.findIndex(holds) + 1,
      state: { told: deferred, isNil: new Map() },
    });
    for (let next = this.waiting.pop(); next; next = this.waiting.pop()) {
      if (this.seen.size > MAX_STATES) return [];
      this.pass(next.block, next.from, next.state);
    }
    return [...this.exits.values()].sort((a, b) => a.at.start - b.at.start);
  }

  /** What deferred functions that were registered before the start will tell. */
  private deferredBefore(): number {
    const { owner, call } = this.start;
    let told = 0;
    for (const node of owner.body ? withoutLiterals(owner.body) : [])
      if (node.kind === 'DeferStmt' && node.start < call.start) told |= this.toldIn(node);
    return told;
  }

  private pass(block: FlowBlock, from: number, entering: State): void {
    let state = entering;
    for (const node of block.nodes.slice(from)) {
      state = this.after(node, state);
      if (this.letsGo(node)) return;
      if (node.kind === 'ReturnStmt') this.returned(node, state);
    }
    for (const edge of block.next) {
      const next = this.take(edge, state);
      if (next) this.enter(edge.to, next);
    }
  }

  private enter(block: FlowBlock, state: State): void {
    const facts = [...state.isNil].map(([v, nil]) => `${v.id}${nil}`).sort();
    const key = `${block.id} ${state.told} ${facts.join()}`;
    if (this.seen.has(key)) return;
    this.seen.add(key);
    this.waiting.push({ block, from: 0, state });
  }

  private after(node: Stmt | Expr, state: State): State {
    const told = state.told | this.toldIn(node);
    const { codebase, fn, start } = this;
    const lost = nodeSteps(codebase, fn, start.owner, node).flatMap((step) =>
      step.kind === 'overwritten' ? [step.variable] : [],
    );
    if (lost.length === 0 || state.isNil.size === 0) return { ...state, told };
    return { told, isNil: new Map([...state.isNil].filter(([variable]) => !lost.includes(variable))) };
  }

  private toldIn(node: GoNode): number {
    let told = this.told.get(node);
    if (told === undefined) {
      told = node.kind === 'RangeStmt' ? 0 : toldIn(this.codebase, this.fn, node, (x) => this.isSpan(x));
      this.told.set(node, told);
    }
    return told;
  }

  private isSpan(x: Expr): boolean {
    if (x.kind !== 'Ident') return false;
    const variable = this.fn.names.of(x);
    return variable !== undefined && (variable === this.span || sameSpan(variable, this.span));
  }

  /** A plain end, or a start of another span in the same variable: what comes later is not this span's. */
  private letsGo(node: Stmt | Expr): boolean {
    if (node.kind === 'DeferStmt' || node.kind === 'RangeStmt') return false;
    for (const one of withoutLiterals(node)) {
      if (one === this.start.call) return true;
      if (one.kind !== 'CallExpr' || one.fun.kind !== 'SelectorExpr') continue;
      if (this.isSpan(one.fun.x) && /^(?:End|Finish)/.test(one.fun.sel.name)) return true;
    }
    return false;
  }

  private take({ assumes }: FlowEdge, state: State): State | null {
    if (!assumes) return state;
    const { condition, holds } = assumes;
    const told = holds ? this.toldApart(condition) : undefined;
    if (told) return { ...state, isNil: new Map([...state.isNil].filter(([variable]) => variable !== told)) };
    if (condition.kind !== 'BinaryExpr' || condition.y.kind !== 'Ident' || condition.y.name !== 'nil')
      return state;
    const variable = condition.x.kind === 'Ident' ? this.fn.names.of(condition.x) : undefined;
    if (!variable || (condition.op !== '==' && condition.op !== '!=')) return state;
    const nil = (condition.op === '==') === holds;
    const known = state.isNil.get(variable);
    if (known !== undefined && known !== nil) return null;
    return { ...state, isNil: new Map([...state.isNil, [variable, nil]]) };
  }

  /** The error that a condition tells from others, `err == io.EOF` or `errors.Is(err, …)`: it may be an expected one. */
  private toldApart(condition: Expr): LocalVariable | undefined {
    let error: Expr | undefined;
    if (condition.kind === 'BinaryExpr' && condition.op === '==') {
      const { x, y } = condition;
      error = y.kind === 'Ident' && y.name === 'nil' ? undefined : x;
    } else if (condition.kind === 'CallExpr')
      error = condition.args.find((arg) => mentionsError(this.fn, arg));
    return error?.kind === 'Ident' ? this.fn.names.of(error) : undefined;
  }

  private returned(stmt: ReturnStmt, state: State): void {
    if ((state.told & UNKNOWN) !== 0 || (state.told & this.wants) === this.wants) return;
    const last = stmt.results.at(-1) ?? this.bareResult();
    if (!last || !this.isError(last, state)) return;
    if (!this.exits.has(stmt.start)) this.exits.set(stmt.start, { at: stmt, told: state.told });
  }

  /** The named result that a bare return gives. */
  private bareResult(): Expr | undefined {
    return this.start.owner.type.results?.list.at(-1)?.names.at(-1);
  }

  /** Whether what is returned is surely an error: known not to be nil, or made on the spot. */
  private isError(expr: Expr, { isNil }: State): boolean {
    if (expr.kind === 'Ident') {
      const variable = this.fn.names.of(expr);
      return variable !== undefined && isNil.get(variable) === false;
    }
    const failed = [...isNil].flatMap(([variable, nil]) => (nil ? [] : [variable]));
    const usesFailed = [...walk(expr)].some((node) => {
      const variable = node.kind === 'Ident' ? this.fn.names.of(node) : undefined;
      return variable !== undefined && failed.includes(variable);
    });
    return mentionsError(this.fn, expr) ? usesFailed : isMadeError(expr);
  }
}

/** A variable that was given the span under another name. */
function sameSpan({ source }: LocalVariable, span: LocalVariable | undefined): boolean {
  return source?.from === 'value' && source.value.kind === 'Ident' && source.value.name === span?.name;
}

/** The nodes of a body, those of function literals left out. */
function* withoutLiterals(root: GoNode): Iterable<GoNode> {
  yield root;
  for (const child of childrenOf(root)) if (child.kind !== 'FuncLit') yield* withoutLiterals(child);
}
