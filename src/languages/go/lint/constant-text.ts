/** String constants of a Go file. */
import { unquoteGoString } from '../go-string.js';
import type { Expr } from '../syntax/ast.js';
import type { GoRuleFile } from './go-rule-file.js';

/** The text of a constant expression: literals, constants of this file, and their concatenation; null for others. */
export function constantText(file: GoRuleFile, expr: Expr): string | null {
  switch (expr.kind) {
    case 'BasicLit':
      return expr.literal === 'string' ? unquoteGoString(expr.raw) : null;
    case 'ParenExpr':
      return constantText(file, expr.x);
    case 'Ident':
      return file.once(packageConstants).get(expr.name) ?? null;
    case 'BinaryExpr': {
      const left = expr.op === '+' ? constantText(file, expr.x) : null;
      const right = left === null ? null : constantText(file, expr.y);
      return left === null || right === null ? null : left + right;
    }
    default:
      return null;
  }
}

/** Constants at package level that are written as one literal. */
function packageConstants(file: GoRuleFile): ReadonlyMap<string, string> {
  const constants = new Map<string, string>();
  for (const decl of file.tree.decls) {
    if (decl.kind !== 'GenDecl' || decl.keyword !== 'const') continue;
    for (const spec of decl.specs) {
      if (spec.kind !== 'ValueSpec') continue;
      spec.names.forEach(({ name }, i) => {
        const value = spec.values[i];
        if (value?.kind === 'BasicLit' && value.literal === 'string')
          constants.set(name, unquoteGoString(value.raw));
      });
    }
  }
  return constants;
}
