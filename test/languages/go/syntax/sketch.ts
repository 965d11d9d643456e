import type { Expr, Field, FieldList, GoNode } from '../../../../src/languages/go/syntax/ast.js';

/** Writes a node so that its grouping shows: every operation stands in round brackets, every call in `call(…)`. */
export function sketch(n: GoNode | undefined): string {
  if (n === undefined) return '';
  switch (n.kind) {
    case 'Ident':
      return n.name;
    case 'BasicLit':
      return n.raw;
    case 'BinaryExpr':
      return `(${sketch(n.x)} ${n.op} ${sketch(n.y)})`;
    case 'UnaryExpr':
      return `(${n.op}${sketch(n.x)})`;
    case 'StarExpr':
      return `(*${sketch(n.x)})`;
    case 'ParenExpr':
      return `paren(${sketch(n.x)})`;
    case 'SelectorExpr':
      return `${sketch(n.x)}.${n.sel.name}`;
    case 'IndexExpr':
      return `${sketch(n.x)}[${list(n.indices)}]`;
    case 'SliceExpr':
      return `${sketch(n.x)}[${[n.low, n.high, n.max].map(sketch).join(':')}]`;
    case 'TypeAssertExpr':
      return `${sketch(n.x)}.(${n.type === undefined ? 'type' : sketch(n.type)})`;
    case 'CallExpr':
      return `call(${list([n.fun, ...n.args])}${n.ellipsis ? '...' : ''})`;
    case 'CompositeLit':
      return `${sketch(n.type)}{${list(n.elts)}}`;
    case 'KeyValueExpr':
      return `${sketch(n.key)}: ${sketch(n.value)}`;
    case 'FuncLit':
      return `${sketch(n.type)} {${n.body.stmts.length}}`;
    default:
      return sketchType(n);
  }
}

function sketchType(n: GoNode): string {
  switch (n.kind) {
    case 'ArrayType':
      return `[${sketch(n.len)}]${sketch(n.elt)}`;
    case 'Ellipsis':
      return `...${sketch(n.elt)}`;
    case 'MapType':
      return `map[${sketch(n.key)}]${sketch(n.value)}`;
    case 'ChanType':
      return `${{ both: 'chan', send: 'chan<-', receive: '<-chan' }[n.dir]}(${sketch(n.value)})`;
    case 'FuncType':
      return `func${sketch(n.params)}${sketch(n.results)}`;
    case 'StructType':
      return `struct${sketch(n.fields)}`;
    case 'InterfaceType':
      return `interface${sketch(n.methods)}`;
    case 'FieldList':
      return fields(n);
    default:
      return n.kind;
  }
}

function list(exprs: Expr[]): string {
  return exprs.map(sketch).join(', ');
}

function fields({ list: entries }: FieldList): string {
  return `(${entries.map(field).join('; ')})`;
}

function field({ names, type, tag }: Field): string {
  const written = [names.map((name) => name.name).join(','), sketch(type), sketch(tag)];
  return written.filter((part) => part !== '').join(' ');
}
