/** What a written type of another package is. */

import { aliasedPackage } from '../symbols.js';
import type { Expr } from '../syntax/ast.js';
import { type GoSource, importOf } from './go-source.js';

/** Import path and name of a written type, `*pkg.T` or `pkg.T`. */
export function qualifiedType(source: GoSource, type: Expr): [path: string, name: string] | null {
  const plain = type.kind === 'StarExpr' ? type.x : type;
  if (plain.kind !== 'SelectorExpr' || plain.x.kind !== 'Ident') return null;
  const path = importOf(source, plain.x.name)?.path;
  return path === undefined ? null : [aliasedPackage(path), plain.sel.name];
}

export function isContextType(source: GoSource, type: Expr): boolean {
  return qualifiedType(source, type)?.join('.') === 'context.Context';
}
