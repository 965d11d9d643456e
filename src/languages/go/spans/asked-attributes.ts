/** Attributes that the user writes down: an expression of the function for each. */
import { type GoSource, topLevelNames } from '../rewrite/go-source.js';
import { walk } from '../rewrite/walk.js';
import type { Expr, Ident } from '../syntax/ast.js';
import { parseGoFile } from '../syntax/parser.js';
import type { TypeResolver } from '../typing/type-expressions.js';
import { attributeCode, type SpanAttributeCode } from './attribute-code.js';
import { basicType, type ValueType, valueTypeOf } from './value-type.js';

/** What an expression may use beside the names of the package. */
export interface AttributeScope {
  source: GoSource;
  /** Results are known when the work is done. */
  names: ReadonlyMap<string, { type: ValueType; isResult: boolean }>;
}

const CONVERSION = /^(?:len|cap|string|float64|int64|int|bool)$/;

/** @returns a sentence when one of them cannot be an attribute there */
export function askedAttributes(
  resolver: TypeResolver,
  scope: AttributeScope,
  asked: Readonly<Record<string, string>>,
): SpanAttributeCode[] | string {
  const found: SpanAttributeCode[] = [];
  for (const [key, expression] of Object.entries(asked)) {
    const attribute = askedAttribute(resolver, scope, key, expression);
    if (typeof attribute === 'string') return attribute;
    found.push(attribute);
  }
  return found;
}

function askedAttribute(
  resolver: TypeResolver,
  scope: AttributeScope,
  key: string,
  expression: string,
): SpanAttributeCode | string {
  const expr = parseExpression(expression);
  if (!expr) return `\`${expression}\` of \`${key}\` is no Go expression.`;
  const code = formatted(expression, expr);
  const roots = rootsOf(expr);
  const unknown = roots.find(({ name }) => !isKnown(resolver, scope, name));
  if (unknown)
    return `\`${expression}\` of \`${key}\` uses \`${unknown.name}\`, which is not in scope there.`;
  const call = attributeCode(resolver.packages, key, code, typeOf(resolver, scope, expr));
  if (call === null)
    return `\`${expression}\` of \`${key}\` is no number, text or truth value, or its type cannot be told.`;
  const isResult = roots.some(({ name }) => scope.names.get(name)?.isResult);
  const pointers = pointersOf(resolver, scope, expr).map(({ start, end }) =>
    expression.slice(start - BEFORE.length, end - BEFORE.length),
  );
  const guard = pointers.length === 0 ? null : [...new Set(pointers)].join(' != nil && ');
  return { key, expression, code: call, guard, when: isResult ? 'end' : 'start' };
}

/** What the expression looks into, from the outside to the inside: `order`, then `order.Customer`. */
function pointersOf(resolver: TypeResolver, scope: AttributeScope, expr: Expr): Expr[] {
  const found: Expr[] = [];
  for (const node of walk(expr)) {
    if (node.kind === 'SelectorExpr' || node.kind === 'StarExpr') {
      if (typeOf(resolver, scope, node.x).kind === 'pointer') found.push(node.x);
    }
  }
  return found.sort((a, b) => a.end - b.end);
}

const BEFORE = 'package p\n\nvar _ = ';

/** A comparison as gofmt has it; all else is the user's. */
function formatted(text: string, expr: Expr): string {
  if (expr.kind !== 'BinaryExpr' || expr.x.kind === 'BinaryExpr' || expr.y.kind === 'BinaryExpr') return text;
  const part = ({ start, end }: Expr) => text.slice(start - BEFORE.length, end - BEFORE.length);
  return `${part(expr.x)} ${expr.op} ${part(expr.y)}`;
}

function parseExpression(text: string): Expr | null {
  const { decls, errors } = parseGoFile(`${BEFORE}${text}\n`);
  const [decl] = decls;
  const spec = decl?.kind === 'GenDecl' ? decl.specs[0] : undefined;
  if (errors.length > 0 || decls.length !== 1 || spec?.kind !== 'ValueSpec') return null;
  return spec.values[0] ?? null;
}

/** Identifiers that are no members, and no functions of the language. */
function rootsOf(expr: Expr): Ident[] {
  const members = new Set<Expr>();
  const found: Ident[] = [];
  for (const node of walk(expr)) {
    if (node.kind === 'SelectorExpr') members.add(node.sel);
    if (node.kind === 'Ident') found.push(node);
  }
  return found.filter(
    (one) => !members.has(one) && !CONVERSION.test(one.name) && !/^(?:true|false)$/.test(one.name),
  );
}

function isKnown({ packages }: TypeResolver, { source, names }: AttributeScope, name: string): boolean {
  return (
    names.has(name) ||
    packages.own(source).sources.some(({ file }) => topLevelNames(file).includes(name)) ||
    packages.imported(source, name) !== null
  );
}

const OTHER: ValueType = { kind: 'other' };

function typeOf(resolver: TypeResolver, scope: AttributeScope, expr: Expr): ValueType {
  switch (expr.kind) {
    case 'BasicLit':
      return basicType(
        { int: 'int', float: 'float64', string: 'string', rune: 'int32', imaginary: '' }[expr.literal],
      );
    case 'Ident':
      if (/^(?:true|false)$/.test(expr.name)) return basicType('bool');
      return scope.names.get(expr.name)?.type ?? OTHER;
    case 'ParenExpr':
      return typeOf(resolver, scope, expr.x);
    case 'SelectorExpr': {
      const struct = structOf(resolver, scope, expr.x);
      const field = struct?.type.fields.list.find(({ names }) =>
        names.some(({ name }) => name === expr.sel.name),
      );
      return struct && field ? valueTypeOf(resolver, field.type, struct.source, new Set()) : OTHER;
    }
    case 'BinaryExpr':
      return /^(?:==|!=|<=?|>=?|&&|\|\|)$/.test(expr.op)
        ? basicType('bool')
        : typeOf(resolver, scope, expr.x);
    case 'CallExpr': {
      const { fun } = expr;
      if (fun.kind === 'Ident' && CONVERSION.test(fun.name))
        return basicType(/^(?:len|cap)$/.test(fun.name) ? 'int' : fun.name);
      const struct = fun.kind === 'SelectorExpr' ? structOf(resolver, scope, fun.x) : null;
      if (fun.kind !== 'SelectorExpr' || !struct) return OTHER;
      const method = resolver.packages.ofPath(struct.path)?.methods.get(struct.name)?.get(fun.sel.name);
      const result = method?.decl.type.results?.list[0];
      return method && result ? valueTypeOf(resolver, result.type, method.source, new Set()) : OTHER;
    }
    default:
      return OTHER;
  }
}

function structOf(
  resolver: TypeResolver,
  scope: AttributeScope,
  expr: Expr,
): Extract<ValueType, { kind: 'struct' }> | null {
  const type = typeOf(resolver, scope, expr);
  const bare = type.kind === 'pointer' ? type.to : type;
  return bare.kind === 'struct' ? bare : null;
}
