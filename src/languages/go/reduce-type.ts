/** Reduces written types. */
import type { TypeRef } from './facts.js';
import type { FileScope } from './file-scope.js';
import type { Expr, FieldList, FuncDecl } from './syntax/ast.js';

/** Reduces a type expression; pointers and parentheses are dropped. */
export function reduceType(file: FileScope, expr: Expr | undefined): TypeRef {
  switch (expr?.kind) {
    case 'Ident':
      return ['n', expr.name];
    case 'SelectorExpr': {
      if (expr.x.kind !== 'Ident') return null;
      return ['q', file.imports.get(expr.x.name) ?? `?${expr.x.name}`, expr.sel.name];
    }
    case 'StarExpr':
    case 'ParenExpr':
    case 'IndexExpr':
      return reduceType(file, expr.x);
    case 'ArrayType':
    case 'Ellipsis':
      return ['[]', reduceType(file, expr.elt)];
    case 'MapType':
      return ['[]', reduceType(file, expr.value)];
    case 'ChanType':
      return ['chan', reduceType(file, expr.value)];
    case 'FuncType':
      return ['func', resultTypes(file, expr.results)];
    case 'StructType':
      return [
        'struct',
        expr.fields.list.flatMap((f) =>
          f.names.map((n): [string, TypeRef] => [n.name, reduceType(file, f.type)]),
        ),
      ];
    default:
      return null;
  }
}

/** One type per result, whether the results are named or not. */
export function resultTypes(file: FileScope, results: FieldList | undefined): TypeRef[] {
  return (results?.list ?? []).flatMap((f) =>
    Array.from({ length: Math.max(1, f.names.length) }, () => reduceType(file, f.type)),
  );
}

/** Name of a receiver's type: `*Server[T]` → `Server`. */
export function receiverName(decl: FuncDecl): string {
  let type = decl.recv?.list[0]?.type;
  while (type?.kind === 'StarExpr' || type?.kind === 'ParenExpr' || type?.kind === 'IndexExpr') type = type.x;
  return type?.kind === 'Ident' ? type.name : '';
}
