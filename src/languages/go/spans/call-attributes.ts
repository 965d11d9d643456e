/** Attributes of a span around a call: what it is given, and what it gives back. */
import type { Expr, FieldList } from '../syntax/ast.js';
import { calleeOf } from '../typing/callee.js';
import { resultAt, typeOfExpression } from '../typing/expression-types.js';
import { visibleAt } from '../typing/local-scopes.js';
import type { TypeResolver } from '../typing/type-expressions.js';
import { askedAttributes } from './asked-attributes.js';
import type { SpanAttributeCode } from './attribute-code.js';
import type { CallToSpan } from './call-to-span.js';
import { type AttributeSource, foundAttributes } from './found-attributes.js';
import { typeParamsOf, type ValueType, valueTypeOf, valueTypeOfStatic } from './value-type.js';

/** @returns a sentence when one that is asked for cannot be an attribute there */
export function attributesOfCall(resolver: TypeResolver, call: CallToSpan): SpanAttributeCode[] | string {
  const { reading, site, shape, asked, operation } = call;
  const { source } = reading;
  const results = resultsOf(resolver, call);
  if (Object.keys(asked.attributes).length > 0) {
    const scope = new Map<string, { type: ValueType; isResult: boolean }>();
    for (const { name, type } of visibleAt(site.scope, shape.statement.start))
      scope.set(name, { type: valueTypeOfStatic(resolver, type), isResult: false });
    for (const { name, type } of results) scope.set(name, { type, isResult: true });
    return askedAttributes(resolver, { source, names: scope }, asked.attributes);
  }
  const home = resolver.packages.pathOf(source);
  const assigned = new Set(
    (shape.kind === 'return' ? [] : shape.targets).map(({ start, end }) => source.text.slice(start, end)),
  );
  // A field that the statement assigns has its value behind it only.
  const before = foundAttributes(resolver, operation, home, argumentsOf(resolver, call), 'start').map(
    (found) => (assigned.has(found.expression) ? { ...found, when: 'end' as const } : found),
  );
  const after = foundAttributes(resolver, operation, home, results.slice(0, 1), 'end');
  return [...before, ...after.filter(({ key }) => !before.some((one) => one.key === key))];
}

/** Variables that the call gives values to, the error and `_` left out. */
function resultsOf(resolver: TypeResolver, { reading, site, shape }: CallToSpan): AttributeSource[] {
  if (shape.kind === 'return') return [];
  const declared = declaredTypes(resolver, { reading, site, shape });
  return shape.targets.flatMap((target, index) => {
    if (target.kind !== 'Ident' || target.name === '_') return [];
    const inferred = resultAt(typeOfExpression(resolver, shape.call, reading.source, site.scope), index);
    const type = declared?.results[index] ?? valueTypeOfStatic(resolver, inferred);
    return [{ name: target.name, type }];
  });
}

/** Arguments that are variables or fields of such, by the names of the parameters. */
function argumentsOf(resolver: TypeResolver, call: CallToSpan): AttributeSource[] {
  const { shape, reading } = call;
  const declared = declaredTypes(resolver, call);
  if (!declared || shape.call.ellipsis) return [];
  return declared.params.flatMap(({ name, type }, index) => {
    const argument = shape.call.args[index];
    if (!argument || !isPlain(argument) || name === '' || name === '_') return [];
    return [{ name, type, expression: reading.source.text.slice(argument.start, argument.end) }];
  });
}

function declaredTypes(
  resolver: TypeResolver,
  { reading, site, shape }: Pick<CallToSpan, 'reading' | 'site' | 'shape'>,
): { params: AttributeSource[]; results: ValueType[] } | null {
  const callee = calleeOf(resolver, shape.call, reading.source, site.scope);
  if (callee?.kind !== 'declared') return null;
  const { decl, source } = callee;
  const typeParams = typeParamsOf(decl);
  const flat = (list: FieldList | undefined) =>
    (list?.list ?? []).flatMap(({ names, type }) => {
      const of =
        type.kind === 'Ellipsis'
          ? { kind: 'other' as const }
          : valueTypeOf(resolver, type, source, typeParams);
      return names.length === 0 ? [{ name: '', type: of }] : names.map(({ name }) => ({ name, type: of }));
    });
  return { params: flat(decl.type.params), results: flat(decl.type.results).map(({ type }) => type) };
}

function isPlain(expr: Expr): boolean {
  return expr.kind === 'Ident'
    ? !/^(?:nil|true|false)$/.test(expr.name)
    : expr.kind === 'SelectorExpr' && isPlain(expr.x);
}
