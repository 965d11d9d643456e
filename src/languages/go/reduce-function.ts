/** Reduces a function's body to the steps through which values flow. */
import type { BodyContext } from './body-context.js';
import type { FileScope } from './file-scope.js';
import { LocalScope } from './local-scope.js';
import { reduceExpression } from './reduce-expression.js';
import { reduceBlock } from './reduce-statements.js';
import type { Block, Expr, Ident } from './syntax/ast.js';

/** A body of which nothing was read yet. */
export function emptyBody(file: FileScope): BodyContext {
  const context: BodyContext = {
    file,
    locals: new LocalScope(),
    steps: [],
    statements: 0,
    literal: null,
    block: (block: Block) => reduceBlock(context, block),
  };
  return context;
}

/** One package-level `var` line: the initialiser as assignments. */
export function reduceInitializer(
  context: BodyContext,
  names: readonly Ident[],
  values: readonly Expr[],
): void {
  if (values.length === 0) return;
  context.steps.push(['=', names.map((n) => ['n', n.name]), values.map((v) => reduceExpression(context, v))]);
}
