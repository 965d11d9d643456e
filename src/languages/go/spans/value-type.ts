/** What a written type is to an attribute: a number, a text, a list, a struct with fields. */
import type { GoSource } from '../rewrite/go-source.js';
import type { Expr, FuncDecl, StructType } from '../syntax/ast.js';
import { receiverName } from '../typing/package-scope.js';
import type { StaticType } from '../typing/static-type.js';
import type { TypeResolver } from '../typing/type-expressions.js';

export type ValueType =
  /** `named`: of a type of its own, which may be an enumeration, declared in the package `path`. */
  | { kind: 'basic'; basic: string; named: string | null; path: string }
  | { kind: 'list' }
  | { kind: 'struct'; name: string; path: string; type: StructType; source: GoSource }
  | { kind: 'pointer'; to: ValueType }
  /** A type of a library. */
  | { kind: 'library'; path: string; name: string }
  | { kind: 'other' };

const BASIC =
  /^(?:bool|string|byte|rune|int|int8|int16|int32|int64|uint|uint8|uint16|uint32|uint64|float32|float64)$/;
const OTHER: ValueType = { kind: 'other' };
const MAX_DEPTH = 6;

export function basicType(basic: string): ValueType {
  return { kind: 'basic', basic, named: null, path: '' };
}

/** @param typeParams names that stand for type parameters */
export function valueTypeOf(
  resolver: TypeResolver,
  expr: Expr,
  source: GoSource,
  typeParams: ReadonlySet<string>,
  depth = 0,
): ValueType {
  const { packages } = resolver;
  if (depth > MAX_DEPTH) return OTHER;
  const declared = (path: string, name: string): ValueType => {
    const found = packages.ofPath(path)?.types.get(name);
    if (!found) return packages.ofPath(path) ? OTHER : { kind: 'library', path, name };
    if (found.spec.typeParams) return OTHER;
    const { type } = found.spec;
    if (type.kind === 'StructType') return { kind: 'struct', name, path, type, source: found.source };
    const under = valueTypeOf(resolver, type, found.source, new Set(), depth + 1);
    return under.kind === 'basic' && !found.spec.alias ? { ...under, named: name, path } : under;
  };
  switch (expr.kind) {
    case 'Ident': {
      if (typeParams.has(expr.name)) return OTHER;
      const own = packages.pathOf(source);
      if (packages.ofPath(own)?.types.has(expr.name)) return declared(own, expr.name);
      return BASIC.test(expr.name) ? basicType(expr.name) : OTHER;
    }
    case 'SelectorExpr': {
      const path = expr.x.kind === 'Ident' ? packages.imported(source, expr.x.name) : null;
      return path === null ? OTHER : declared(path, expr.sel.name);
    }
    case 'StarExpr':
      return { kind: 'pointer', to: valueTypeOf(resolver, expr.x, source, typeParams, depth + 1) };
    case 'ParenExpr':
      return valueTypeOf(resolver, expr.x, source, typeParams, depth + 1);
    case 'ArrayType':
      return expr.len === undefined && !isByte(expr.elt) ? { kind: 'list' } : OTHER;
    case 'Ellipsis':
    case 'MapType':
      return { kind: 'list' };
    default:
      return OTHER;
  }
}

/** The same for a type that was inferred. */
export function valueTypeOfStatic({ packages }: Pick<TypeResolver, 'packages'>, type: StaticType): ValueType {
  if (type?.kind === 'list') return { kind: 'list' };
  if (type?.kind === 'pointer') return { kind: 'pointer', to: valueTypeOfStatic({ packages }, type.to) };
  if (type?.kind !== 'named') return OTHER;
  const { path, name } = type;
  if (path === '') return BASIC.test(name) ? basicType(name) : OTHER;
  const declared = packages.ofPath(path)?.types.get(name);
  if (!declared) return packages.ofPath(path) ? OTHER : { kind: 'library', path, name };
  const { type: written } = declared.spec;
  if (declared.spec.typeParams) return OTHER;
  if (written.kind === 'StructType')
    return { kind: 'struct', name, path, type: written, source: declared.source };
  return written.kind === 'Ident' && BASIC.test(written.name)
    ? { kind: 'basic', basic: written.name, named: name, path }
    : OTHER;
}

function isByte(expr: Expr): boolean {
  return expr.kind === 'Ident' && /^(?:byte|uint8|rune)$/.test(expr.name);
}

/** Names of the type parameters of a function and of its receiver. */
export function typeParamsOf({ typeParams, recv }: FuncDecl): Set<string> {
  const names = new Set(typeParams?.list.flatMap((field) => field.names.map((n) => n.name)));
  let receiver = recv?.list[0]?.type;
  while (receiver?.kind === 'StarExpr' || receiver?.kind === 'ParenExpr') receiver = receiver.x;
  if (receiver?.kind === 'IndexExpr') for (const index of receiver.indices) names.add(receiverName(index));
  return names;
}
