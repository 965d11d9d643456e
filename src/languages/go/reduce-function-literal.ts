/** Reduces function literals to what they are called with and what they return. */
import type { BodyContext, OpenLiteral } from './body-context.js';
import { declareFields } from './declare-fields.js';
import type { Value } from './facts.js';
import { isInert } from './inert-types.js';
import { resultTypes } from './reduce-type.js';
import type { FuncLit } from './syntax/ast.js';

export function reduceFunctionLiteral(context: BodyContext, { type, body }: FuncLit): Value {
  const { file, locals } = context;
  const outer = context.literal;
  const literal: OpenLiteral = {
    returns: [],
    results: resultTypes(file, type.results),
    start: locals.types.length,
  };
  context.literal = literal;
  let variables: number[] = [];
  locals.scoped(() => {
    variables = declareFields(file, locals, type.params).map((p) => p.variable);
    literal.returns.push(
      ...declareFields(file, locals, type.results)
        .filter((r) => r.name !== '')
        .map((r): Value => ['v', r.variable]),
    );
    context.block(body);
  });
  context.literal = outer;
  return ['f', variables, literal.returns];
}

/**
 * What a `return` of a literal tells. Results that carry nothing, such as the error of
 * `func() error { return server.Serve(l) }`, only happen.
 */
export function returnFromLiteral(context: BodyContext, literal: OpenLiteral, values: Value[]): void {
  const { returns, results } = literal;
  if (values.length !== results.length) {
    returns.push(...values);
    return;
  }
  for (const [i, value] of values.entries()) {
    if (isInert(results[i] ?? null)) context.steps.push(['x', value]);
    else returns.push(value);
  }
}

/**
 * A function literal that calls a handler it did not make, as middleware does with `next`, passes for that handler:
 * it counts as one of the literal's results.
 */
export function handsOn(literal: OpenLiteral, call: Value): void {
  if (call?.[0] !== 'c') return;
  const callee = call[1];
  if (callee?.[0] === '.' && callee[2] === 'ServeHTTP') literal.returns.push(callee[1]);
  else if (callee?.[0] === 'v' && callee[1] < literal.start) literal.returns.push(callee);
}
