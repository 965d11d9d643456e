/** Summarizes the steps of a function: what they assign and what they return. */

import { lineOf, type Step, type Value } from './facts.js';
import { recordEscape, recordEscapeTo } from './record-escape.js';
import { calledFunction } from './resolve-callee.js';
import type { Node } from './summary.js';
import type { SummaryContext } from './summary-context.js';
import { memberOf, resolveType } from './types.js';

export function summarizeStep(context: SummaryContext, step: Step): void {
  switch (step[0]) {
    case 'loop':
      context.draft.loops.push(lineOf(step[1]));
      return;
    case 'x':
      context.evaluate(step[1]);
      return;
    case 'r':
      returned(context, step[1]);
      return;
    case '=':
      assign(context, step[1], step[2]);
      return;
  }
}

function returned(context: SummaryContext, values: Value[]): void {
  const { program, fn, flow } = context;
  const { results } = fn.facts;
  for (const [i, value] of values.entries()) {
    const node = context.evaluate(value);
    if (values.length === 1 && results.length > 1) {
      for (const [r] of results.entries()) passResult(context, value, node, r, flow.result(fn, r));
    } else flow.move(node, flow.result(fn, i));
    const declared = resolveType(program, fn.file, results[i] ?? null);
    if (declared?.kind === 'named' && !program.package(declared.path)) recordEscape(context, value);
  }
}

/** Hands result number `r` of a call to a node: exact for first-party functions, the first result of a library's. */
function passResult(context: SummaryContext, value: Value, node: Node, r: number, to: Node): void {
  const { flow } = context;
  const called = calledFunction(context, value);
  if (value && called) flow.move(flow.result(called, r), to, -flow.callNumber(value));
  else if (r === 0) flow.move(node, to);
}

function assign(context: SummaryContext, targets: Value[], values: Value[]): void {
  if (targets.length === values.length) {
    for (const [i, target] of targets.entries()) assignValue(context, target, values[i] ?? null);
    return;
  }
  const value = values[0] ?? null;
  const node = context.evaluate(value);
  for (const [i, target] of targets.entries()) {
    if (target) passResult(context, value, node, i, place(context, target).node);
  }
}

function assignValue(context: SummaryContext, target: Value, value: Value): void {
  const node = context.evaluate(value);
  if (!target) return;
  const to = place(context, target);
  if (to.whole) {
    context.flow.move(node, to.node);
    recordEscapeTo(context, context.types.of(target), value);
  } else {
    context.flow.affect(node, to.node);
    recordEscape(context, value);
  }
}

/** The node that an assignment writes to; `whole` when it replaces the node's value rather than a part of it. */
function place(context: SummaryContext, target: Value): { node: Node; whole: boolean } {
  const { program, types } = context;
  if (target?.[0] === 'e') return { node: context.evaluate(target[1]), whole: false };
  if (target?.[0] !== '.') return { node: context.evaluate(target), whole: true };
  const member = memberOf(program, types.of(target[1]), target[2]);
  const whole = member?.kind === 'field' || types.qualifiedPackage(target[1]) !== undefined;
  return { node: context.evaluate(whole ? target : target[1]), whole };
}
