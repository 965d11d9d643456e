/** Span names that are put together from values. */
import type { DraftFinding } from '../../../model/finding.js';
import type { GoFunction } from '../program.js';
import type { CallExpr, Expr } from '../syntax/ast.js';
import { spanFunctions, spanStarts } from './codebase-spans.js';
import { findingsByFile } from './findings-by-file.js';
import type { GoCodebase } from './go-codebase.js';
import type { OpenFunction } from './go-function.js';
import { type NamePart, type NameParts, nameParts } from './span-name-parts.js';
import { spanEnders } from './span-types.js';
import { callsIn } from './started-spans.js';

/** Names with a part that has a value for each user, request or object. */
export function checkGoHighCardinality(codebase: GoCodebase): Map<string, DraftFinding[]> {
  const callers = codebase.once(callsByFunction);
  return check(codebase, (text, { varying }) => {
    const part = varying.find((one) => one.unbounded !== null && !areConstant(codebase, one, callers));
    if (!part) return null;
    return `\`${text(part)}\` is ${part.unbounded}: the span gets a name of its own for each value, which no dashboard can group. Keep the name constant and put it into an attribute.`;
  });
}

/** Names with another varying part, put together on the spot. */
export function checkGoStableName(codebase: GoCodebase): Map<string, DraftFinding[]> {
  const callers = codebase.once(callsByFunction);
  return check(codebase, (text, { composed, varying }) => {
    if (!composed || varying.some(({ unbounded }) => unbounded !== null)) return null;
    const part = varying.find((one) => !one.bounded && !areConstant(codebase, one, callers));
    if (!part) return null;
    return `The span name varies with \`${text(part)}\`. Give it a constant name, and put the value into an attribute.`;
  });
}

/** A place where a name is given to a span. */
interface NamePlace {
  fn: OpenFunction;
  name: Expr;
}

function check(
  codebase: GoCodebase,
  problemOf: (text: (part: NamePart) => string, parts: NameParts) => string | null,
): Map<string, DraftFinding[]> {
  return findingsByFile(codebase.once(namePlaces), ({ fn, name }) => {
    const text = ({ fn: { source }, expr }: NamePart) => source.text.slice(expr.start, expr.end);
    const message = problemOf(text, nameParts(codebase, fn, name));
    return message === null ? [] : [{ at: { start: name.start, end: name.end }, message }];
  });
}

/** The names of all starts, of `span.SetName`, and what callers give as a whole name through a parameter. */
function namePlaces(codebase: GoCodebase): readonly NamePlace[] {
  const callers = codebase.once(callsByFunction);
  const places: NamePlace[] = [];
  const seen = new Set<Expr>();
  const add = (fn: OpenFunction, name: Expr | undefined): void => {
    if (!name || seen.has(name)) return;
    seen.add(name);
    places.push({ fn, name });
    const { composed, varying } = nameParts(codebase, fn, name);
    // A name that is put together here is reported here, once.
    if (composed) return;
    for (const { fn: owner, parameter } of varying) {
      if (parameter === undefined || !owner.symbol) continue;
      for (const caller of callers.get(owner.symbol) ?? []) add(caller.fn, caller.call.args[parameter]);
    }
  };
  for (const { fn, call, direct } of codebase.once(spanStarts)) if (direct) add(fn, call.args[1]);
  for (const fn of codebase.once(spanFunctions)) {
    for (const { call } of callsIn(fn.decl)) {
      const { fun } = call;
      if (fun.kind !== 'SelectorExpr' || fun.sel.name !== 'SetName') continue;
      if (spanEnders(codebase, fn.types.of(fun.x))) add(fn, call.args[0]);
    }
  }
  return places;
}

/** Whether all known callers give a constant, or what the code bounds, for a part that is a parameter. */
function areConstant(
  codebase: GoCodebase,
  { fn, parameter }: NamePart,
  callers: ReadonlyMap<GoFunction, readonly Call[]>,
): boolean {
  const calls = parameter === undefined || !fn.symbol ? [] : (callers.get(fn.symbol) ?? []);
  return (
    parameter !== undefined &&
    calls.length > 0 &&
    calls.every(({ fn: caller, call }) => {
      const arg = call.args[parameter];
      return arg !== undefined && nameParts(codebase, caller, arg).varying.every(({ bounded }) => bounded);
    })
  );
}

interface Call {
  fn: OpenFunction;
  call: CallExpr;
}

/** The calls of each function of the codebase, from the functions that deal with spans. */
function callsByFunction(codebase: GoCodebase): ReadonlyMap<GoFunction, readonly Call[]> {
  const calls = new Map<GoFunction, Call[]>();
  for (const fn of codebase.once(spanFunctions)) {
    for (const { call } of callsIn(fn.decl)) {
      const callee = fn.types.callee(call);
      if (callee.kind !== 'function') continue;
      const list = calls.get(callee.fn);
      if (list) list.push({ fn, call });
      else calls.set(callee.fn, [{ fn, call }]);
    }
  }
  return calls;
}
