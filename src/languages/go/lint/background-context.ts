/** Contexts that are made anew where the function was given one. */
import type { DraftFinding } from '../../../model/finding.js';
import type { LocalVariable } from '../names/local-variable.js';
import { around, walk } from '../rewrite/walk.js';
import { aliasedPackage } from '../symbols.js';
import type { CallExpr, Expr, FuncDecl, FuncLit, GoNode } from '../syntax/ast.js';
import { functionsMentioning } from './codebase-spans.js';
import { type GivenContext, givenContext, isFreshContext, oneLine } from './context-values.js';
import { isDetached } from './detached.js';
import type { GoCodebase } from './go-codebase.js';
import type { OpenFunction } from './go-function.js';
import { callsIn, handoverOf } from './started-spans.js';
import { startsSpanWith } from './traced-calls.js';

const FRESH: ReadonlySet<string> = new Set(['Background', 'TODO']);

export interface PlacedContext {
  fn: OpenFunction;
  finding: DraftFinding;
}

/** Calls that start spans in `context.Background()` or `context.TODO()` although there is the caller's context. */
export function backgroundContexts(codebase: GoCodebase): PlacedContext[] {
  return functionsMentioning(codebase, (path) => aliasedPackage(path) === 'context', FRESH).flatMap((fn) => {
    const calls = callsIn(fn.decl);
    return calls.flatMap(({ call, owner }) => {
      if (!isFreshContext(fn, call)) return [];
      const finding = judge(codebase, fn, call, owner);
      return finding ? [{ fn, finding }] : [];
    });
  });
}

function judge(
  codebase: GoCodebase,
  fn: OpenFunction,
  fresh: CallExpr,
  owner: FuncDecl | FuncLit,
): DraftFinding | undefined {
  const nodes = around(fn.decl, fresh);
  if (linksByHand(owner)) return undefined;
  const given = givenContext(fn, owner) ?? givenToGoroutine(fn, nodes);
  if (!given || OF_A_LIFETIME.test(nameOf(owner)) || isDetached(fn, fresh)) return undefined;
  if (nodes.some((node) => node.kind === 'DeferStmt' || isEndless(node)) || mayBeOver(fn, given, fresh))
    return undefined;
  const user = userOf(codebase, fn, fresh, nodes);
  if (!user || isDetached(fn, user)) return undefined;
  const made = oneLine(fn, fresh);
  return {
    at: { start: fresh.start, end: fresh.end },
    message: `\`${oneLine(fn, user.fun)}\` starts its spans in \`${made}\`, so they begin a trace of their own. Give it \`${given.text}\`, or \`context.WithoutCancel(${given.text})\` where the work may outlive the caller.`,
  };
}

/** A loop that goes on as long as the service: each round of it may well be a trace of its own. */
function isEndless(node: GoNode): boolean {
  return node.kind === 'ForStmt' && node.cond === undefined;
}

/** `trace.LinkFromContext(ctx)`, `span.AddLink(…)`: the function ties its trace to the caller's by itself. */
function linksByHand(owner: FuncDecl | FuncLit): boolean {
  return [...walk(owner)].some(
    (node) => node.kind === 'SelectorExpr' && /^(?:LinkFromContext|AddLink|WithLinks)$/.test(node.sel.name),
  );
}

/** What is set up for longer than a call, and work that is done whatever became of the caller. */
const OF_A_LIFETIME =
  /^(?:[Nn]ew(?:[A-Z]|$)|[Ii]nit(?:ialize)?(?:[A-Z]|$)|[Ss]etup|[Bb]ootstrap|main$|(?:[Cc]onnect|[Dd]ial|[Oo]pen|[Rr]un(?:ning)?|[Ss]erve|[Ss]tart(?:ing)?|[Ss]topping)$|[Ss]hutdown|[Cc]lose|[Ss]top|[Cc]leanup|[Tt]eardown|[Dd]estroy|[Rr]ollback|[Dd]ispose)/;
/** Work that goes on after the call, or must be done even when the caller gave up. */
const OF_ITS_OWN =
  /^(?:Run|Serve|Listen|Watch|Loop|Init|Start(?!Span|Active)|Shutdown|Close|Stop|Clean|Teardown|Rollback|Release|Unlock|Flush|Subscribe|Schedule|Poll)/i;

function nameOf(owner: FuncDecl | FuncLit): string {
  return owner.kind === 'FuncDecl' ? owner.name.name : '';
}

/** `go func() { … }()` inside a handler: the request's context is at hand, and should be detached rather than left out. */
function givenToGoroutine(fn: OpenFunction, nodes: readonly GoNode[]): GivenContext | undefined {
  const inner = nodes.findLastIndex(({ kind }) => kind === 'FuncLit');
  const isGo = nodes[inner - 2]?.kind === 'GoStmt' && nodes[inner - 1]?.kind === 'CallExpr';
  if (!isGo) return undefined;
  const owner = nodes.slice(0, inner).findLast(isFunction) ?? fn.decl;
  const given = givenContext(fn, owner);
  return given?.ofRequest === true ? given : undefined;
}

function isFunction(node: GoNode): node is FuncDecl | FuncLit {
  return node.kind === 'FuncDecl' || node.kind === 'FuncLit';
}

/** Whether the code before asked if the given context is over, or is there at all: then it knows what it does. */
function mayBeOver({ decl, names }: OpenFunction, { variable }: GivenContext, fresh: CallExpr): boolean {
  return asksAbout(decl, fresh.start, (x) => x.kind === 'Ident' && names.of(x) === variable);
}

function asksAbout(root: GoNode, before: number, isIt: (x: Expr) => boolean): boolean {
  const stack: object[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    const it = node as GoNode;
    if (it.start > before) continue;
    if (it.kind === 'SelectorExpr' && /^(?:Done|Err)$/.test(it.sel.name) && isIt(it.x)) return true;
    if (it.kind === 'BinaryExpr' && it.y.kind === 'Ident' && it.y.name === 'nil' && isIt(it.x)) return true;
    for (const value of Object.values(it))
      for (const one of Array.isArray(value) ? value : [value])
        if (typeof one === 'object' && one !== null) stack.push(one as object);
  }
  return false;
}

/** The call that starts a span in the new context: it gets it itself, or the one variable that holds it. */
function userOf(
  codebase: GoCodebase,
  fn: OpenFunction,
  fresh: CallExpr,
  nodes: readonly GoNode[],
): CallExpr | undefined {
  const call = nodes.findLast((node): node is CallExpr => node.kind === 'CallExpr' && node.args.length > 0);
  const index = call?.args.indexOf(fresh) ?? -1;
  if (!call || index < 0) return variableUser(codebase, fn, fresh, nodes);
  const callee = fn.types.callee(call);
  if (callee.kind === 'library' && callee.path === 'context')
    return variableUser(codebase, fn, call, nodes.slice(0, nodes.indexOf(call)));
  return startsHere(codebase, fn, call, index) ? call : undefined;
}

/** `c, cancel := context.WithTimeout(context.Background(), …)`, and a call that gets `c`. */
function variableUser(
  codebase: GoCodebase,
  fn: OpenFunction,
  value: CallExpr,
  nodes: readonly GoNode[],
): CallExpr | undefined {
  const stmt = nodes.at(-1);
  const target = stmt?.kind === 'AssignStmt' && stmt.rhs[0] === value ? stmt.lhs[0] : undefined;
  const variable = target?.kind === 'Ident' ? fn.names.of(target) : undefined;
  if (variable?.kind !== 'variable' || variable.assignments.length > 0) return undefined;
  if (variable.source?.from !== 'value' || variable.source.value !== value) return undefined;
  return callsIn(fn.decl)
    .map(({ call }) => call)
    .find((call) => {
      const index = call.args.findIndex((arg) => isIt(fn, arg, variable));
      return index >= 0 && !isLater(fn, call) && startsHere(codebase, fn, call, index);
    });
}

function isIt(fn: OpenFunction, arg: Expr, variable: LocalVariable): boolean {
  return arg.kind === 'Ident' && fn.names.of(arg) === variable;
}

function isLater(fn: OpenFunction, call: CallExpr): boolean {
  return around(fn.decl, call).some(({ kind }) => kind === 'DeferStmt');
}

function startsHere(codebase: GoCodebase, fn: OpenFunction, call: CallExpr, index: number): boolean {
  const name = call.fun.kind === 'SelectorExpr' ? call.fun.sel.name : '';
  const direct = handoverOf(codebase, fn, call)?.direct === true;
  if (!direct && OF_ITS_OWN.test(name || plainName(call))) return false;
  if (call.args.some((arg) => mentionsOwnTrace(arg))) return false;
  return startsSpanWith(codebase, fn, call, index);
}

function plainName({ fun }: CallExpr): string {
  return fun.kind === 'Ident' ? fun.name : '';
}

/** `trace.WithNewRoot()`, `trace.WithLinks(…)`: a trace of its own is what is wanted. */
function mentionsOwnTrace(arg: Expr): boolean {
  return (
    arg.kind === 'CallExpr' &&
    arg.fun.kind === 'SelectorExpr' &&
    /^(?:WithNewRoot|WithLinks)$/.test(arg.fun.sel.name)
  );
}
