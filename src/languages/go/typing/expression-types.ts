/** Types of expressions inside a function. */
import type { GoSource } from '../rewrite/go-source.js';
import type { CallExpr, Expr, FuncType } from '../syntax/ast.js';
import { lookUp, type Scope } from './local-scopes.js';
import { memberOf } from './members.js';
import { pointee, type StaticType } from './static-type.js';
import type { TypeResolver } from './type-expressions.js';

const CONTEXT: StaticType = { kind: 'named', path: 'context', name: 'Context' };
const MAX_DEPTH = 40;

/** @param scope null outside of functions */
export function typeOfExpression(
  resolver: TypeResolver,
  expr: Expr,
  source: GoSource,
  scope: Scope | null,
  depth = 0,
): StaticType {
  if (depth > MAX_DEPTH) return null;
  const of = (inner: Expr) => resultAt(typeOfExpression(resolver, inner, source, scope, depth + 1), 0);
  switch (expr.kind) {
    case 'Ident':
      return typeOfName(resolver, expr.name, expr.start, source, scope, depth);
    case 'ParenExpr':
      return of(expr.x);
    case 'SelectorExpr':
      return typeOfSelector(resolver, of(expr.x), expr.sel.name, depth);
    case 'CallExpr':
      return typeOfCall(resolver, expr, source, scope, depth);
    case 'CompositeLit':
      return expr.type ? resolver.typeOf(expr.type, source, scope) : null;
    case 'UnaryExpr': {
      const inner = of(expr.x);
      if (expr.op === '&') return { kind: 'pointer', to: inner };
      return expr.op === '<-' && inner?.kind === 'list' ? inner.of : null;
    }
    case 'StarExpr': {
      const inner = of(expr.x);
      if (inner?.kind === 'pointer') return inner.to;
      return inner?.kind === 'type' ? { kind: 'type', of: { kind: 'pointer', to: inner.of } } : null;
    }
    case 'IndexExpr': {
      const inner = pointee(of(expr.x));
      if (inner?.kind === 'list') return inner.of;
      // An instantiation.
      return inner?.kind === 'type' || inner?.kind === 'func' || inner?.kind === 'library' ? inner : null;
    }
    case 'SliceExpr':
      return of(expr.x);
    case 'TypeAssertExpr':
      return expr.type ? resolver.typeOf(expr.type, source, scope) : null;
    case 'FuncLit':
      return { kind: 'func', type: expr.type, source };
    case 'ArrayType':
    case 'MapType':
    case 'ChanType':
    case 'FuncType':
    case 'InterfaceType':
    case 'StructType':
      return { kind: 'type', of: resolver.typeOf(expr, source, scope) };
    default:
      return null;
  }
}

function typeOfName(
  resolver: TypeResolver,
  name: string,
  offset: number,
  source: GoSource,
  scope: Scope | null,
  depth: number,
): StaticType {
  const local = scope && lookUp(scope, name, offset);
  if (local) return local.type;
  const { packages } = resolver;
  const own = typeOfPackageName(resolver, packages.pathOf(source), name, depth);
  if (own) return own;
  const path = packages.imported(source, name);
  return path === null ? null : { kind: 'package', path };
}

/** The type of a name that a package of the tree declares at its level. */
function typeOfPackageName(resolver: TypeResolver, path: string, name: string, depth: number): StaticType {
  const pkg = resolver.packages.ofPath(path);
  const fn = pkg?.functions.get(name);
  if (fn) return { kind: 'func', type: fn.decl.type, source: fn.source };
  const declared = pkg?.types.get(name);
  if (declared) {
    const { spec, source } = declared;
    return {
      kind: 'type',
      of: spec.alias ? resolver.typeOf(spec.type, source, null) : { kind: 'named', path, name },
    };
  }
  const variable = pkg?.variables.get(name);
  if (!variable) return null;
  const { spec, index, source } = variable;
  if (spec.type) return resolver.typeOf(spec.type, source, null);
  const single = spec.values.length === spec.names.length;
  const value = spec.values[single ? index : 0];
  if (!value) return null;
  return resultAt(typeOfExpression(resolver, value, source, null, depth + 1), single ? 0 : index);
}

function typeOfSelector(resolver: TypeResolver, owner: StaticType, name: string, depth: number): StaticType {
  if (owner?.kind === 'package') {
    const { path } = owner;
    if (resolver.packages.ofPath(path)) return typeOfPackageName(resolver, path, name, depth);
    return resolver.library.variable(path, name) ?? { kind: 'library', path, receiver: '', name };
  }
  const member = memberOf(resolver, owner, name);
  switch (member?.kind) {
    case 'field':
      return member.type;
    case 'method':
      return { kind: 'func', type: member.decl.type, source: member.source };
    case 'interface':
      return { kind: 'func', type: member.type, source: member.source };
    case 'library':
      return { kind: 'library', path: member.path, receiver: member.type, name };
    default:
      return null;
  }
}

function typeOfCall(
  resolver: TypeResolver,
  call: CallExpr,
  source: GoSource,
  scope: Scope | null,
  depth: number,
): StaticType {
  if (isContextAccess(resolver, call, source, scope)) return CONTEXT;
  if (call.fun.kind === 'Ident' && !(scope && lookUp(scope, call.fun.name, call.fun.start))) {
    const [argument] = call.args;
    if (argument && call.fun.name === 'new')
      return { kind: 'pointer', to: resolver.typeOf(argument, source, scope) };
    if (argument && call.fun.name === 'make') return resolver.typeOf(argument, source, scope);
    if (argument && call.fun.name === 'append')
      return typeOfExpression(resolver, argument, source, scope, depth + 1);
  }
  const callee = resultAt(typeOfExpression(resolver, call.fun, source, scope, depth + 1), 0);
  switch (callee?.kind) {
    case 'func':
      return resultsOf(resolver, callee.type, callee.source);
    case 'type':
      return callee.of;
    case 'named': {
      // A value of a function type that has a name.
      const declared = resolver.packages.ofPath(callee.path)?.types.get(callee.name);
      return declared?.spec.type.kind === 'FuncType'
        ? resultsOf(resolver, declared.spec.type, declared.source)
        : null;
    }
    case 'library': {
      const { path, receiver, name } = callee;
      const of = [0, 1].map((index) => resolver.library.result(path, receiver, name, index));
      return { kind: 'tuple', of };
    }
    default:
      return null;
  }
}

function resultsOf(resolver: TypeResolver, { results }: FuncType, source: GoSource): StaticType {
  const of = (results?.list ?? []).flatMap((field) => {
    const type = resolver.typeOf(field.type, source, null);
    return field.names.length > 0 ? field.names.map(() => type) : [type];
  });
  return { kind: 'tuple', of };
}

/** One of the values that an expression gives. */
export function resultAt(type: StaticType, index: number): StaticType {
  if (type?.kind === 'tuple') return type.of[index] ?? null;
  return index === 0 ? type : null;
}

/** `r.Context()`, `c.Request.Context()`: the value whose request it is. */
export function isContextAccess(
  resolver: TypeResolver,
  call: CallExpr,
  source: GoSource,
  scope: Scope | null,
): boolean {
  return contextAccess(resolver, call, source, scope) !== null;
}

/** The expression `r` of `r.Context()` where that is how its type gives a request's context. */
export function contextAccess(
  resolver: TypeResolver,
  call: CallExpr,
  source: GoSource,
  scope: Scope | null,
): Expr | null {
  if (!/^(?:User)?Context$/.test(call.fun.kind === 'SelectorExpr' ? call.fun.sel.name : '')) return null;
  const text = source.text.slice(call.start, call.end);
  for (let at: Expr = call; ; ) {
    if (at.kind === 'CallExpr') at = at.fun;
    else if (at.kind === 'SelectorExpr') {
      at = at.x;
      const type = pointee(resultAt(typeOfExpression(resolver, at, source, scope, 1), 0));
      if (sourceAccessor(resolver, type) === text.slice(at.end - call.start)) return at;
    } else return null;
  }
}

/** What follows a value of a type to get the context of the request that it is; null when it is none. */
export function sourceAccessor(resolver: TypeResolver, type: StaticType, depth = 0): string | null {
  const bare = pointee(type);
  if (bare?.kind !== 'named' || depth > 4) return null;
  const known = resolver.library.source(bare.path, bare.name);
  if (known !== null) return known;
  const spec = resolver.packages.ofPath(bare.path)?.types.get(bare.name);
  if (!spec) return null;
  const { type: written } = spec.spec;
  const fields =
    written.kind === 'StructType'
      ? written.fields.list
      : written.kind === 'InterfaceType'
        ? written.methods.list
        : [];
  for (const field of fields) {
    if (field.names.length > 0) continue;
    const accessor = sourceAccessor(resolver, resolver.typeOf(field.type, spec.source, null), depth + 1);
    // Not where a member of its own hides what it embeds.
    const first = accessor && /^\.(\w+)/.exec(accessor)?.[1];
    if (accessor && first && memberOf(resolver, bare, first)?.kind === 'library') return accessor;
  }
  return null;
}
