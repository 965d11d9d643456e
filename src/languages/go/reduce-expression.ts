/** Reduces expressions to the values that flow through them. */
import type { BodyContext } from './body-context.js';
import type { Position, TypeRef, Value } from './facts.js';
import { unquoteGoString } from './go-string.js';
import { reduceFunctionLiteral } from './reduce-function-literal.js';
import { reduceType } from './reduce-type.js';
import type { BinaryExpr, CallExpr, Expr, IndexExpr, SelectorExpr } from './syntax/ast.js';

const MAX_STRING = 200;
/** Operands of a concatenation that are still worth folding. */
const MAX_SUM = 20;

const IGNORED_NAMES = new Set(['nil', 'true', 'false', 'iota']);

export function reduceExpression(context: BodyContext, expr: Expr): Value {
  switch (expr.kind) {
    case 'Ident': {
      const local = context.locals.lookup(expr.name);
      if (local !== undefined) return ['v', local];
      return IGNORED_NAMES.has(expr.name) ? null : ['n', expr.name];
    }
    case 'BasicLit':
      return expr.literal === 'string' ? ['s', unquoteGoString(expr.raw).slice(0, MAX_STRING)] : null;
    case 'ParenExpr':
    case 'StarExpr':
    case 'SliceExpr':
      return reduceExpression(context, expr.x);
    case 'UnaryExpr': {
      const x = reduceExpression(context, expr.x);
      return expr.op === '<-' ? ['e', x, context.file.position(expr.start)] : x;
    }
    case 'SelectorExpr':
      return selector(context, expr);
    case 'CallExpr':
      return call(context, expr);
    case 'CompositeLit': {
      const type = expr.type ? reduceType(context.file, expr.type) : null;
      return compositeLiteral(context, type, expr.elts, context.file.position(expr.start));
    }
    case 'FuncLit':
      return reduceFunctionLiteral(context, expr);
    case 'IndexExpr':
      return element(context, expr);
    case 'TypeAssertExpr': {
      const x = reduceExpression(context, expr.x);
      return expr.type ? ['a', x, reduceType(context.file, expr.type)] : x;
    }
    case 'BinaryExpr':
      return binary(context, expr);
    case 'KeyValueExpr':
      return reduceExpression(context, expr.value);
    case 'ArrayType':
    case 'MapType':
    case 'ChanType':
    case 'FuncType':
    case 'StructType':
    case 'InterfaceType':
      return ['t', reduceType(context.file, expr)];
    default:
      return null;
  }
}

/** An expression whose value is not used: kept only when it can do something. */
export function reduceEffect(context: BodyContext, expr: Expr | undefined): void {
  if (!expr) return;
  const value = reduceExpression(context, expr);
  if (value && value[0] !== 's' && value[0] !== 'v') context.steps.push(['x', value]);
}

function selector(context: BodyContext, expr: SelectorExpr): Value {
  const { file, locals } = context;
  const at = file.position(expr.sel.start);
  if (expr.x.kind === 'Ident' && locals.lookup(expr.x.name) === undefined) {
    const path = file.imports.get(expr.x.name);
    if (path !== undefined) return ['q', path, expr.sel.name, at];
  }
  return ['.', reduceExpression(context, expr.x), expr.sel.name, at];
}

function element(context: BodyContext, expr: IndexExpr): Value {
  const x = reduceExpression(context, expr.x);
  for (const index of expr.indices) reduceEffect(context, index);
  // `f[T](…)` and `T[A]{…}` name the function or type itself.
  return x?.[0] === 'n' || x?.[0] === 'q' ? x : ['e', x];
}

/** Long chains nest on the left without bound: operands are taken in a loop. */
function binary(context: BodyContext, expr: BinaryExpr): Value {
  const operands: Expr[] = [];
  let left: Expr = expr;
  let sum = true;
  while (left.kind === 'BinaryExpr') {
    operands.push(left.y);
    sum &&= left.op === '+';
    left = left.x;
  }
  const values = [left, ...operands.reverse()].map((o) => reduceExpression(context, o));
  if (sum && values.length <= MAX_SUM)
    return values.reduce<Value>((a, b, i) => (i === 0 ? b : ['+', a, b]), null);
  for (const value of values) if (value?.[0] === 'c') context.steps.push(['x', value]);
  return null;
}

function call(context: BodyContext, expr: CallExpr): Value {
  const callee = reduceExpression(context, expr.fun);
  const args = expr.args.map((a) => reduceExpression(context, a));
  let named = expr.fun;
  while (named.kind === 'ParenExpr' || named.kind === 'IndexExpr') named = named.x;
  const at = named.kind === 'SelectorExpr' ? named.x.start : named.start;
  return ['c', callee, args, context.file.position(at)];
}

function compositeLiteral(
  context: BodyContext,
  type: TypeRef,
  elements: readonly Expr[],
  at: Position,
): Value {
  const elided = type?.[0] === '[]' ? type[1] : null;
  const entries = elements.map((item): [string | null, Value] => {
    const value = item.kind === 'KeyValueExpr' ? item.value : item;
    const key = item.kind === 'KeyValueExpr' && item.key.kind === 'Ident' ? item.key.name : null;
    if (value.kind !== 'CompositeLit' || value.type) return [key, reduceExpression(context, value)];
    // `[]T{{…}}` leaves the type of the elements out.
    return [key, compositeLiteral(context, elided, value.elts, context.file.position(value.start))];
  });
  return ['l', type, entries, at];
}
