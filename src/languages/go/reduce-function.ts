/** Reduces a function's body to the steps through which values flow. */
import type { BodyContext } from './body-context.js';
import type { Value } from './facts.js';
import type { FileScope } from './file-scope.js';
import { LocalScope } from './local-scope.js';
import { reduceExpression } from './reduce-expression.js';
import { reduceBlock } from './reduce-statements.js';
import { reduceType } from './reduce-type.js';
import type { Block, ValueSpec } from './syntax/ast.js';

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

/**
 * One package-level `var` line: the initialiser as assignments.
 * @param text of the file
 */
export function reduceInitializer(context: BodyContext, spec: ValueSpec, text: string): void {
  const { names, values } = spec;
  const targets = names.map((n): Value => ['n', n.name]);
  if (values.length > 0) {
    context.steps.push(['=', targets, values.map((v) => reduceExpression(context, v))]);
    return;
  }
  const type = spec.type?.kind === 'StarExpr' ? null : reduceType(context.file, spec.type);
  if (type?.[0] !== 'q' || names.some((n) => isAssigned(text, n.name))) return;
  // The zero value of a library's struct, as in `var client http.Client`.
  const zero: Value = ['l', type, [], context.file.position(spec.start)];
  context.steps.push(['=', targets, targets.map(() => zero)]);
}

/** `name = …` or `name, err = …` somewhere in the file: then the zero value is no construction of its own. */
function isAssigned(text: string, name: string): boolean {
  return new RegExp(`(?<![.\\w])${name}(?:\\s*,\\s*[\\w.]+)*\\s*=(?!=)`).test(text);
}
