/** What a call calls. */
import type { GoSource } from '../rewrite/go-source.js';
import type { CallExpr, Expr, FuncDecl, FuncType } from '../syntax/ast.js';
import { resultAt, typeOfExpression } from './expression-types.js';
import { lookUp, type Scope } from './local-scopes.js';
import { memberOf } from './members.js';
import type { StaticType } from './static-type.js';
import type { TypeResolver } from './type-expressions.js';

export type Callee =
  | { kind: 'library'; path: string; receiver: string; name: string }
  | { kind: 'declared'; source: GoSource; decl: FuncDecl; path: string }
  | { kind: 'interface'; type: FuncType; source: GoSource; owner: StaticType; name: string }
  | null;

export function calleeOf(
  resolver: TypeResolver,
  { fun }: CallExpr,
  source: GoSource,
  scope: Scope | null,
): Callee {
  const { packages } = resolver;
  const declaredIn = (path: string, name: string): Callee => {
    const found = packages.ofPath(path)?.functions.get(name);
    return found ? { kind: 'declared', ...found, path } : null;
  };
  const callee: Expr = fun.kind === 'IndexExpr' ? fun.x : fun;
  if (callee.kind === 'Ident') {
    if (scope && lookUp(scope, callee.name, callee.start)) return null;
    return declaredIn(packages.pathOf(source), callee.name);
  }
  if (callee.kind !== 'SelectorExpr') return null;
  const { name } = callee.sel;
  const owner = resultAt(typeOfExpression(resolver, callee.x, source, scope), 0);
  if (owner?.kind === 'package') {
    if (packages.ofPath(owner.path)) return declaredIn(owner.path, name);
    return { kind: 'library', path: owner.path, receiver: '', name };
  }
  const member = memberOf(resolver, owner, name);
  switch (member?.kind) {
    case 'library':
      return { kind: 'library', path: member.path, receiver: member.type, name };
    case 'method':
      return { kind: 'declared', source: member.source, decl: member.decl, path: member.path };
    case 'interface':
      return { kind: 'interface', type: member.type, source: member.source, owner: member.owner, name };
    default:
      return null;
  }
}
