/** Whether a value may be asked for its text where nobody asked before. */
import type { GoSource } from '../rewrite/go-source.js';
import { walk } from '../rewrite/walk.js';
import type { CallExpr, Expr, FuncDecl, GoFile } from '../syntax/ast.js';
import type { PackageScopes } from '../typing/package-scope.js';

/** Packages whose functions make texts and do nothing else. */
const TEXTS = /^(?:fmt\.Sprint|fmt\.Sprintf|strconv\.\w+|strings\.\w+|\w*\.?(?:string|u?int\d*|float\d+))$/;

/**
 * Says whether a type has a `String` of its values that cannot fail for any of them: an array of names is left at a value
 * that the function itself would have refused.
 */
export function saysItsName(packages: PackageScopes, path: string, name: string): boolean {
  const pkg = packages.ofPath(path);
  const method = pkg?.methods.get(name)?.get('String');
  if (!pkg || !method) return false;
  const { decl, source } = method;
  if (decl.recv?.list[0]?.type.kind === 'StarExpr') return false;
  const maps = new Set(pkg.sources.flatMap(({ file }) => mapsOf(file)));
  // What generators write, such as stringer or protoc, knows its bounds.
  return source.file.generated || isHarmless(source, decl, name, maps);
}

function isHarmless(
  { text }: GoSource,
  { body }: FuncDecl,
  name: string,
  maps: ReadonlySet<string>,
): boolean {
  const isText = ({ fun }: CallExpr) => {
    const code = text.slice(fun.start, fun.end);
    return code === name || TEXTS.test(code);
  };
  return (
    body !== undefined &&
    [...walk(body)].every((node) => {
      if (node.kind === 'IndexExpr') return isMap(node.x, maps);
      if (node.kind === 'CallExpr') return isText(node);
      return node.kind !== 'SliceExpr' && node.kind !== 'TypeAssertExpr' && node.kind !== 'StarExpr';
    })
  );
}

function isMap(expr: Expr, maps: ReadonlySet<string>): boolean {
  if (expr.kind === 'Ident') return maps.has(expr.name);
  return expr.kind === 'CompositeLit' && expr.type?.kind === 'MapType';
}

/** Package variables that are written as maps. */
function mapsOf({ decls }: GoFile): string[] {
  return decls.flatMap((decl) =>
    decl.kind !== 'GenDecl' || decl.keyword !== 'var'
      ? []
      : decl.specs.flatMap((spec) => {
          if (spec.kind !== 'ValueSpec') return [];
          const isWritten = (value: Expr | undefined) =>
            spec.type?.kind === 'MapType' ||
            (value?.kind === 'CompositeLit' && value.type?.kind === 'MapType');
          return spec.names.flatMap(({ name }, i) => (isWritten(spec.values[i]) ? [name] : []));
        }),
  );
}
