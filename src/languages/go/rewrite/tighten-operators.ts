/** gofmt writes `f(a + b)` with blanks, and without as soon as the call has a second argument: `f(ctx, a+b)`. */
import type { Edit } from '#src/model/change.js';
import type { Expr } from '../syntax/ast.js';
import type { GoSource } from './go-source.js';

/** Operators that bind as tightly as `+` or more; around the others the blanks stay. */
const TIGHT = /^\s*(\+|-|\||\^|\*|\/|%|<<|>>|&|&\^)\s*$/;

/** Edits for the only argument of a call that gets another one. */
export function tightenOperators(source: GoSource, argument: Expr): Edit[] {
  switch (argument.kind) {
    case 'BinaryExpr': {
      const { x, y } = argument;
      const between = source.text.slice(x.end, y.start);
      const operator = between.includes('\n') ? undefined : TIGHT.exec(between)?.[1];
      const own =
        operator === undefined || operator === between
          ? []
          : [{ file: source.path, start: x.end, end: y.start, text: operator }];
      return [...tightenOperators(source, x), ...own, ...tightenOperators(source, y)];
    }
    case 'CallExpr':
      return [argument.fun, ...argument.args].flatMap((one) => tightenOperators(source, one));
    case 'SelectorExpr':
    case 'UnaryExpr':
    case 'StarExpr':
      return tightenOperators(source, argument.x);
    default:
      return [];
  }
}
