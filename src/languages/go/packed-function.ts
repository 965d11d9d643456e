/** The stored form of a function's facts: they are most of what workers send and the cache keeps. */
import type { GoFunctionFacts, PackedBody, PackedFunction, TypeRef } from './facts.js';

const VARIADIC = 1;
const NAMED_RESULTS = 2;

export function packFunction(fn: GoFunctionFacts): PackedFunction {
  const flags = (fn.variadic ? VARIADIC : 0) | (fn.resultVars.length > 0 ? NAMED_RESULTS : 0);
  const params = fn.params.map(({ name, type }): [string, TypeRef] => [name, type]);
  const packed: PackedFunction = [fn.name, fn.receiver, flags, params, fn.results, fn.position];
  const body: PackedBody = { locals: fn.locals, steps: fn.steps, statements: fn.statements };
  if (fn.directive !== '') body.directive = fn.directive;
  if (fn.steps.length > 0 || fn.directive !== '') packed.push(body);
  else if (fn.references.length > 0) packed.push([fn.references.join(' '), fn.statements]);
  return packed;
}

export function unpackFunction(packed: PackedFunction): GoFunctionFacts {
  const [name, receiver, flags, params, results, position, rest] = packed;
  const first = receiver === '' ? 0 : 1;
  const [references, lines] = Array.isArray(rest) ? rest : ['', 0];
  const body = Array.isArray(rest) ? undefined : rest;
  return {
    name,
    receiver,
    receiverVar: first - 1,
    params: params.map(([param, type], i) => ({ name: param, type, variable: first + i })),
    variadic: (flags & VARIADIC) !== 0,
    results,
    resultVars: (flags & NAMED_RESULTS) !== 0 ? results.map((_, i) => first + params.length + i) : [],
    locals: body?.locals ?? [],
    steps: body?.steps ?? [],
    references: references === '' ? [] : references.split(' '),
    position,
    statements: body?.statements ?? lines,
    directive: body?.directive ?? '',
  };
}
