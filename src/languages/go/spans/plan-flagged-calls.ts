/** Spans around calls: a flagged statement, and the calls of a flagged function that has no context itself. */

import type { SpanWrapper } from '../../span-wrapper.js';
import { refusalOf } from '../rewrite/go-source.js';
import { statementsOf } from '../rewrite/statement-lists.js';
import { walk } from '../rewrite/walk.js';
import type { CallExpr, GoNode, Stmt } from '../syntax/ast.js';
import { requestContextAt } from '../threading/request-context.js';
import type { FunctionReading } from '../typing/read-function.js';
import { type CallStatement, callStatement, isInLoop, statementOfCall } from './call-statement.js';
import { planCall } from './plan-call.js';
import type { PlannedSpan } from './plan-function.js';
import { isBetween, startBefore } from './span-before-call.js';
import { type Refusal, refusal, spanRefusal } from './span-refusal.js';
import type { SpanScene } from './span-scene.js';
import type { SpanTarget } from './span-target.js';

export function planStatement(
  scene: SpanScene,
  { source, decl, asked }: SpanTarget,
  statement: Stmt,
  spanName: string,
): PlannedSpan | Refusal {
  const file = refusalOf(source);
  if (file) return refusal(file.code, file.message);
  const shape = callStatement(statement);
  const reading = scene.read(source, decl);
  const site = shape && reading.calls.find(({ call }) => call === shape.call);
  if (!shape || !site) return spanRefusal('unclear-control-flow', 'The flagged statement is no call.');
  const operation = nameOfCall(shape.call) ?? decl.name.name;
  return planCall(scene, { reading, site, shape, asked, operation }, spanName);
}

/** @returns `spanned` when they have theirs, null when there is no call that could have one */
export function planItsCalls(
  scene: SpanScene,
  { source, decl, asked }: SpanTarget,
  spanName: string,
): PlannedSpan | 'spanned' | null {
  const planned: PlannedSpan[] = [];
  let spanned = 0;
  for (const { reading, site } of scene.callsOf(source, decl)) {
    const shape = statementOfCall(site.call, reading.parents);
    if (!shape || refusalOf(reading.source) || isInLoop(site.call, reading.parents)) continue;
    if (isSpanned(scene, reading, shape) || scene.plannedCalls.has(site.call)) {
      spanned += 1;
      continue;
    }
    if (requestContextAt(scene.resolver, reading, site.scope, site.call).kind !== 'found') continue;
    const one = planCall(scene, { reading, site, shape, asked, operation: decl.name.name }, spanName);
    if (!('edits' in one)) continue;
    planned.push(one);
    scene.plannedCalls.add(site.call);
  }
  const [first] = planned;
  if (!first) return spanned > 0 ? 'spanned' : null;
  return {
    edits: planned.flatMap(({ edits }) => edits),
    helpers: [...new Set(planned.flatMap(({ helpers }) => helpers))],
    imports: planned.flatMap(({ imports }) => imports),
    attributes: first.attributes,
  };
}

/** A call of the function has a span around it. */
export function isSpannedWhereCalled(scene: SpanScene, { source, decl }: SpanTarget): boolean {
  return scene.callsOf(source, decl).some(({ reading, site }) => {
    const shape = statementOfCall(site.call, reading.parents);
    return shape !== null && isSpanned(scene, reading, shape);
  });
}

function isSpanned(scene: SpanScene, reading: FunctionReading, shape: CallStatement): boolean {
  return startBefore(shape, reading.parents) !== null || isWrapped(scene, reading, shape);
}

/** Right before it, or around the function that begins with it, a function of the user's begins a span. */
function isWrapped(scene: SpanScene, reading: FunctionReading, { statement }: CallStatement): boolean {
  const { source, parents, calls } = reading;
  const does = (what: SpanWrapper['does'], call: GoNode | undefined) => {
    const site = calls.find((one) => one.call === call);
    return site !== undefined && scene.wrapperOf(source, site)?.does === what;
  };
  const above = parents.get(statement);
  const list = (above && statementsOf(above)) ?? [];
  const before = list.slice(0, list.indexOf(statement)).reverse();
  const literal = above && parents.get(above);
  if (before.length === 0) return literal?.kind === 'FuncLit' && does('run', parents.get(literal));
  const last = before.findIndex((one) => !isBetween(one));
  return before
    .slice(0, last === -1 ? before.length : last + 1)
    .some((one) => one.kind !== 'IfStmt' && [...walk(one)].some((node) => does('start', node)));
}

/** Name of the function that a flagged statement calls. */
export function calledName(statement: Stmt): string | null {
  const shape = callStatement(statement);
  return shape && nameOfCall(shape.call);
}

/** Name of the function that is called; null when it has none. */
export function nameOfCall({ fun }: CallExpr): string | null {
  const callee = fun.kind === 'IndexExpr' ? fun.x : fun;
  if (callee.kind === 'Ident') return callee.name;
  return callee.kind === 'SelectorExpr' ? callee.sel.name : null;
}
