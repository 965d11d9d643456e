/** Span names that are put together from values. */
import type { DraftFinding } from '../../../model/finding.js';
import type { GoType } from '../go-type.js';
import type { Expr } from '../syntax/ast.js';
import { argumentsFor } from './callers.js';
import { spanFunctions, spanStarts } from './codebase-spans.js';
import { findingsByFile } from './findings-by-file.js';
import type { GoCodebase } from './go-codebase.js';
import type { OpenFunction } from './go-function.js';
import { type NamePart, type NameParts, nameParts } from './span-name-parts.js';
import { spanEnders } from './span-types.js';
import { callsIn, handoverOfFunction } from './started-spans.js';

/** Names with a part that has a value for each user, request or object. */
export function checkGoHighCardinality(codebase: GoCodebase): Map<string, DraftFinding[]> {
  return check(codebase, (text, { varying }) => {
    const part = varying.find((one) => one.unbounded !== null && !isSettled(codebase, one));
    if (!part) return null;
    return `\`${text(part)}\` is ${part.unbounded}: the span gets a name of its own for each value, which no dashboard can group. Keep the name constant and put it into an attribute.`;
  });
}

/** Names with another varying part, put together on the spot. */
export function checkGoStableName(codebase: GoCodebase): Map<string, DraftFinding[]> {
  return check(codebase, (text, { composed, varying }) => {
    if (!composed || varying.some(({ unbounded }) => unbounded !== null)) return null;
    const part = varying.find((one) => !one.bounded && !isSettled(codebase, one));
    if (!part) return null;
    return `The span name varies with \`${text(part)}\`. Give it a constant name, and put the value into an attribute.`;
  });
}

/** How far a name is followed from parameter to parameter. */
const MAX_CALLS = 5;

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
  const places: NamePlace[] = [];
  const seen = new Set<Expr>();
  const add = (fn: OpenFunction, name: Expr | undefined): void => {
    if (!name || seen.has(name)) return;
    seen.add(name);
    places.push({ fn, name });
    const { composed, varying } = nameParts(codebase, fn, name);
    // A name that is put together here is reported here, once.
    if (composed) return;
    for (const { fn: owner, parameter } of varying)
      if (parameter) for (const given of argumentsFor(codebase, owner, parameter)) add(given.fn, given.arg);
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

/** Whether the code bounds a part: by itself, by what all callers give, or because a wrapper's users name their spans. */
function isSettled(codebase: GoCodebase, part: NamePart, depth = 0): boolean {
  if (part.bounded) return true;
  const { fn, parameter } = part;
  if (parameter === undefined || depth > MAX_CALLS) return false;
  const given = argumentsFor(codebase, fn, parameter);
  if (given.length === 0) return part.unbounded === null && isWrapper(codebase, fn);
  return given.every(({ fn: caller, arg }) =>
    nameParts(codebase, caller, arg).varying.every((one) => isSettled(codebase, one, depth + 1)),
  );
}

/** A function that exists to start spans for others: it hands over the span, or takes or gives back a function. */
function isWrapper(codebase: GoCodebase, { decl, symbol, types }: OpenFunction): boolean {
  if (!symbol) return false;
  if (handoverOfFunction(codebase, symbol)) return true;
  const fields = [...decl.type.params.list, ...(decl.type.results?.list ?? [])];
  return fields.some(({ type }) => isFunctionType(codebase, types.written(type)));
}

function isFunctionType({ program }: GoCodebase, type: GoType): boolean {
  if (type?.kind !== 'named') return type?.kind === 'func';
  return program.package(type.path)?.types.get(type.name)?.facts.underlying?.[0] === 'func';
}
