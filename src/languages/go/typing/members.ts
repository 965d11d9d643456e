/** Fields and methods of a type, through embedded types as Go finds them. */
import type { GoSource } from '../rewrite/go-source.js';
import type { Expr, FuncDecl, FuncType, InterfaceType } from '../syntax/ast.js';
import { receiverName } from './package-scope.js';
import { pointee, type StaticType } from './static-type.js';
import type { TypeResolver } from './type-expressions.js';

export type Member =
  | { kind: 'field'; type: StaticType }
  | { kind: 'method'; source: GoSource; decl: FuncDecl; path: string }
  | { kind: 'interface'; type: FuncType; source: GoSource; owner: StaticType }
  /** Of a library's type, whatever it is there. */
  | { kind: 'library'; path: string; type: string }
  | null;

const MAX_DEPTH = 8;

export function memberOf(resolver: TypeResolver, type: StaticType, name: string, depth = 0): Member {
  const bare = pointee(type);
  if (depth > MAX_DEPTH || !bare) return null;
  if (bare.kind === 'literal') return memberOfLiteral(resolver, bare.type, bare.source, bare, name, depth);
  if (bare.kind !== 'named') return null;
  const pkg = resolver.packages.ofPath(bare.path);
  if (!pkg) return bare.path === '' ? null : { kind: 'library', path: bare.path, type: bare.name };
  const method = pkg.methods.get(bare.name)?.get(name);
  if (method) return { kind: 'method', ...method, path: bare.path };
  const declared = pkg.types.get(bare.name);
  if (!declared) return null;
  const { spec, source } = declared;
  if (spec.type.kind === 'StructType' || spec.type.kind === 'InterfaceType')
    return memberOfLiteral(resolver, spec.type, source, bare, name, depth);
  // A defined type has the fields of the type that it is made from, and of an interface or alias the methods too.
  const under = resolver.typeOf(spec.type, source, null);
  const found = memberOf(resolver, under, name, depth + 1);
  return spec.alias || found?.kind === 'field' || found?.kind === 'interface' ? found : null;
}

function memberOfLiteral(
  resolver: TypeResolver,
  type: { kind: 'StructType' | 'InterfaceType' },
  source: GoSource,
  owner: StaticType,
  name: string,
  depth: number,
): Member {
  const literal = type as Extract<Expr, { kind: 'StructType' | 'InterfaceType' }>;
  const list = literal.kind === 'StructType' ? literal.fields.list : literal.methods.list;
  for (const field of list) {
    if (!field.names.some((n) => n.name === name)) continue;
    if (literal.kind === 'InterfaceType')
      return field.type.kind === 'FuncType' ? { kind: 'interface', type: field.type, source, owner } : null;
    return { kind: 'field', type: resolver.typeOf(field.type, source, null) };
  }
  const libraries: Exclude<Member, null>[] = [];
  for (const field of list) {
    if (field.names.length > 0) continue;
    const inner = resolver.typeOf(field.type, source, null);
    if (literal.kind === 'StructType' && embeddedName(field.type) === name)
      return { kind: 'field', type: inner };
    const found = memberOf(resolver, inner, name, depth + 1);
    if (found?.kind === 'library') libraries.push(found);
    else if (found) return found;
  }
  return libraries.length === 1 ? libraries[0]! : (libraries.find((l) => resolver.knows(l, name)) ?? null);
}

/** `DB` in `*sql.DB`. */
function embeddedName(type: Expr): string {
  if (type.kind === 'StarExpr') return embeddedName(type.x);
  return type.kind === 'SelectorExpr' ? type.sel.name : receiverName(type);
}

/** Names of all methods of an interface; null when a part of it is not known. */
export function interfaceMethods(
  resolver: TypeResolver,
  type: InterfaceType,
  source: GoSource,
  depth = 0,
): Set<string> | null {
  const names = new Set<string>();
  for (const field of type.methods.list) {
    for (const name of field.names) names.add(name.name);
    if (field.names.length > 0) continue;
    const inner = resolver.interfaceOf(resolver.typeOf(field.type, source, null));
    const below =
      inner && depth < MAX_DEPTH ? interfaceMethods(resolver, inner.type, inner.source, depth + 1) : null;
    if (!below) return null;
    for (const name of below) names.add(name);
  }
  return names;
}
