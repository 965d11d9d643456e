/** What kind of context an expression is: a request's own, one that ends earlier, or none of a request. */

import type { CallExpr, Expr } from '../syntax/ast.js';
import { calleeOf } from '../typing/callee.js';
import { contextAccess, resultAt, typeOfExpression } from '../typing/expression-types.js';
import { lookUp, type Scope, type Variable } from '../typing/local-scopes.js';
import type { FunctionReading } from '../typing/read-function.js';
import { pointee, type StaticType } from '../typing/static-type.js';
import type { TypeResolver } from '../typing/type-expressions.js';

/** `narrow` is cancelled before the request is over; `own` is the request's, perhaps with values or a span of its own. */
export type ContextQuality = 'own' | 'narrow' | 'background' | 'unknown';

const NARROW =
  /^context\.(?:WithCancel|WithTimeout|WithDeadline)(?:Cause)?$|^os\/signal\.NotifyContext$|errgroup\.WithContext$/;
/** Functions that give back their first argument with something added. */
const NEUTRAL =
  /^context\.With(?:Value|outCancel)$|^go\.opentelemetry\.io\/otel\/(?:trace\.ContextWith|baggage\.ContextWith)|^google\.golang\.org\/grpc\/metadata\.(?:New|AppendTo)/;

export function isContextType(type: StaticType): boolean {
  return type?.kind === 'named' && type.path === 'context' && type.name === 'Context';
}

export function qualityOfVariable(
  resolver: TypeResolver,
  reading: FunctionReading,
  variable: Variable,
  seen: ReadonlySet<Variable> = new Set(),
): ContextQuality {
  if (seen.has(variable)) return 'own';
  const more = new Set([...seen, variable]);
  const found = variable.values.map(({ expr, result, scope }): ContextQuality => {
    return result === 0 ? qualityOf(resolver, reading, expr, scope, more) : 'unknown';
  });
  if (!variable.isParameter && found.length === 0) return 'unknown';
  return found.find((quality) => quality !== 'own') ?? 'own';
}

function qualityOf(
  resolver: TypeResolver,
  reading: FunctionReading,
  expr: Expr,
  scope: Scope,
  seen: ReadonlySet<Variable>,
): ContextQuality {
  if (expr.kind === 'ParenExpr') return qualityOf(resolver, reading, expr.x, scope, seen);
  if (expr.kind === 'Ident') {
    const variable = lookUp(scope, expr.name, expr.start);
    return variable ? qualityOfVariable(resolver, reading, variable, seen) : 'unknown';
  }
  if (expr.kind !== 'CallExpr') return 'unknown';
  const request = contextAccess(resolver, expr, reading.source, scope);
  if (request) {
    // A request that is made here goes out, and has no context of its own yet.
    const served = request.kind === 'Ident' && lookUp(scope, request.name, request.start)?.isParameter;
    return served ? 'own' : 'unknown';
  }
  if (isBackground(resolver, reading, expr, scope)) return 'background';
  const [first] = expr.args;
  const callee = calleeOf(resolver, expr, reading.source, scope);
  const name = callee?.kind === 'library' && callee.receiver === '' ? `${callee.path}.${callee.name}` : '';
  if (NARROW.test(name)) {
    const isOfRequest = !first || qualityOf(resolver, reading, first, scope, seen) !== 'background';
    return isOfRequest ? 'narrow' : 'background';
  }
  if (!first) return 'unknown';
  if (NEUTRAL.test(name) || startsSpan(expr)) return qualityOf(resolver, reading, first, scope, seen);
  return 'unknown';
}

/** `tracer.Start(ctx, "name")`, `propagator.Extract(ctx, carrier)`. */
function startsSpan({ fun, args }: CallExpr): boolean {
  return (
    fun.kind === 'SelectorExpr' && args.length >= 2 && /^(?:Start|StartSpan|Extract)$/.test(fun.sel.name)
  );
}

/** `context.Background()` or `context.TODO()`. */
export function isBackground(
  resolver: TypeResolver,
  { source }: FunctionReading,
  expr: Expr,
  scope: Scope,
): boolean {
  if (expr.kind !== 'CallExpr' || expr.args.length > 0) return false;
  const callee = calleeOf(resolver, expr, source, scope);
  return callee?.kind === 'library' && callee.path === 'context' && /^(?:Background|TODO)$/.test(callee.name);
}

/** The type of a variable, told by what it is given where the declaration does not say. */
export function typeOfVariable(
  resolver: TypeResolver,
  reading: FunctionReading,
  variable: Variable,
): StaticType {
  if (variable.type) return pointee(variable.type);
  const [first] = variable.values;
  if (!first || first.result < 0) return null;
  if (first.result === 0 && first.expr.kind === 'CallExpr' && startsSpan(first.expr))
    return { kind: 'named', path: 'context', name: 'Context' };
  return pointee(resultAt(typeOfExpression(resolver, first.expr, reading.source, first.scope), first.result));
}
