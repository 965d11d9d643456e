/** Where a Go file sets attributes: their keys and their values. */
import { resolveNames } from '../names/resolve-names.js';
import { importName } from '../rewrite/go-source.js';
import { walk } from '../rewrite/walk.js';
import type { Expr, FuncDecl, Ident } from '../syntax/ast.js';
import { constantText } from './constant-text.js';
import type { GoRuleFile } from './go-rule-file.js';

export const ATTRIBUTE_PACKAGE = 'go.opentelemetry.io/otel/attribute';

/** Text that a file has to mention for `findAttributes` to find anything. */
export const MENTIONS_GO_ATTRIBUTES = /go\.opentelemetry\.io\/otel\/attribute/;

/** An attribute that the code makes. */
export interface GoAttribute {
  key: Expr;
  /** What makes it: `String`, `Int64` …; empty for a literal. */
  maker: string;
  /** What the file tells of the key; null where it does not. */
  name: string | null;
  /** Null in `attribute.KeyValue{Key: …}` without a value. */
  value: Expr | null;
}

const MAKERS: ReadonlySet<string> = new Set(
  'Bool BoolSlice Int IntSlice Int64 Int64Slice Float64 Float64Slice String StringSlice Stringer'.split(' '),
);

/** Methods of `attribute.Key` that make an attribute. */
export function isValueSetter(name: string): boolean {
  return MAKERS.has(name) && name !== 'Stringer';
}

/** Every `attribute.String(key, value)`, `attribute.Key(key).String(value)` and `attribute.KeyValue{…}`, in order. */
export function findAttributes(file: GoRuleFile): readonly GoAttribute[] {
  const spec = file.tree.imports.find(({ path }) => path === ATTRIBUTE_PACKAGE);
  const alias = spec === undefined ? '' : importName(spec);
  if (alias === '') return [];
  const found: GoAttribute[] = [];
  for (const decl of file.tree.decls) {
    const isShadowed = shadows(decl.kind === 'FuncDecl' ? decl : null);
    const isPackage = (expr: Expr) => expr.kind === 'Ident' && expr.name === alias && !isShadowed(expr);
    const add = (maker: string, key: Expr, value: Expr | null) =>
      found.push({ maker, key, name: constantText(file, key), value });
    for (const node of walk(decl)) {
      if (node.kind === 'CompositeLit') {
        const { type } = node;
        if (type?.kind !== 'SelectorExpr' || type.sel.name !== 'KeyValue' || !isPackage(type.x)) continue;
        const field = (name: string) =>
          node.elts.flatMap((one) =>
            one.kind === 'KeyValueExpr' && one.key.kind === 'Ident' && one.key.name === name
              ? [one.value]
              : [],
          )[0];
        const key = field('Key');
        if (key) add('', key, field('Value') ?? null);
        continue;
      }
      if (node.kind !== 'CallExpr' || node.fun.kind !== 'SelectorExpr') continue;
      const { x, sel } = node.fun;
      const [first, second] = node.args;
      if (isPackage(x) && MAKERS.has(sel.name) && first && second) add(sel.name, first, second);
      const key = isValueSetter(sel.name) ? keyOf(x, isPackage) : null;
      if (key && first) add(sel.name, key, first);
    }
  }
  return found.sort((a, b) => a.key.start - b.key.start);
}

/** `key` of `attribute.Key(key)`. */
function keyOf(expr: Expr, isPackage: (expr: Expr) => boolean): Expr | null {
  if (expr.kind !== 'CallExpr' || expr.fun.kind !== 'SelectorExpr') return null;
  const { x, sel } = expr.fun;
  return sel.name === 'Key' && isPackage(x) ? (expr.args[0] ?? null) : null;
}

/** Tells whether an identifier of a declaration stands for something of its own. */
export function shadows(decl: FuncDecl | null): (ident: Ident) => boolean {
  let names: ReturnType<typeof resolveNames> | undefined;
  return (ident) => {
    if (decl === null) return false;
    names ??= resolveNames(decl);
    return names.of(ident) !== undefined;
  };
}
