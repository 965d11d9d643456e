/** Types as they are written in the code. */
import type { GoSource } from '../rewrite/go-source.js';
import type { Expr, InterfaceType } from '../syntax/ast.js';
import type { LibraryTypes } from './library-types.js';
import { lookUp, type Scope } from './local-scopes.js';
import type { PackageScopes } from './package-scope.js';
import { pointee, type StaticType } from './static-type.js';

export interface TypeResolver {
  packages: PackageScopes;
  library: LibraryTypes;
  /** The type that a type expression of a file stands for. */
  typeOf(expr: Expr, source: GoSource, scope: Scope | null): StaticType;
  /** The interface that a type is, when it is one of the tree's own. */
  interfaceOf(type: StaticType): { type: InterfaceType; source: GoSource } | null;
  /** True when the library's type is known to have the method. */
  knows(type: { kind: string }, name: string): boolean;
}

const PREDECLARED = new Set(
  'any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string uint uint8 uint16 uint32 uint64 uintptr'.split(
    ' ',
  ),
);

const MAX_ALIASES = 8;

export function createTypeResolver(packages: PackageScopes, library: LibraryTypes): TypeResolver {
  function named(path: string, name: string, depth: number): StaticType {
    const declared = packages.ofPath(path)?.types.get(name);
    if (!declared) return packages.ofPath(path) ? null : { kind: 'named', path, name };
    const { spec, source } = declared;
    if (spec.alias && depth < MAX_ALIASES) return typeOf(spec.type, source, null, depth + 1);
    return { kind: 'named', path, name };
  }

  function typeOf(expr: Expr, source: GoSource, scope: Scope | null, depth = 0): StaticType {
    switch (expr.kind) {
      case 'Ident': {
        const local = scope && lookUp(scope, expr.name, expr.start);
        if (local) return local.type?.kind === 'type' ? local.type.of : null;
        const own = packages.pathOf(source);
        if (packages.ofPath(own)?.types.has(expr.name)) return named(own, expr.name, depth);
        return PREDECLARED.has(expr.name) ? { kind: 'named', path: '', name: expr.name } : null;
      }
      case 'SelectorExpr': {
        if (expr.x.kind !== 'Ident' || (scope && lookUp(scope, expr.x.name, expr.x.start))) return null;
        const path = packages.imported(source, expr.x.name);
        return path === null ? null : named(path, expr.sel.name, depth);
      }
      case 'StarExpr':
        return { kind: 'pointer', to: typeOf(expr.x, source, scope, depth) };
      case 'ParenExpr':
      case 'IndexExpr':
        return typeOf(expr.x, source, scope, depth);
      case 'ArrayType':
        return { kind: 'list', of: typeOf(expr.elt, source, scope, depth) };
      case 'Ellipsis':
        return expr.elt ? { kind: 'list', of: typeOf(expr.elt, source, scope, depth) } : null;
      case 'MapType':
      case 'ChanType':
        return { kind: 'list', of: typeOf(expr.value, source, scope, depth) };
      case 'FuncType':
        return { kind: 'func', type: expr, source };
      case 'StructType':
      case 'InterfaceType':
        return { kind: 'literal', type: expr, source };
      default:
        return null;
    }
  }

  return {
    packages,
    library,
    typeOf,
    interfaceOf(type) {
      const bare = pointee(type);
      if (bare?.kind === 'literal' && bare.type.kind === 'InterfaceType')
        return { type: bare.type, source: bare.source };
      if (bare?.kind !== 'named') return null;
      const declared = packages.ofPath(bare.path)?.types.get(bare.name);
      return declared?.spec.type.kind === 'InterfaceType'
        ? { type: declared.spec.type, source: declared.source }
        : null;
    },
    knows: (type, name) =>
      type.kind === 'library' &&
      'path' in type &&
      'type' in type &&
      library.variant(String(type.path), String(type.type), name) !== null,
  };
}
