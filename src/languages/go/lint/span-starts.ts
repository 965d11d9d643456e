/** Where a Go file starts OpenTelemetry spans. */
import { importName } from '../rewrite/go-source.js';
import { walk } from '../rewrite/walk.js';
import type { CallExpr, Expr } from '../syntax/ast.js';
import type { GoRuleFile } from './go-rule-file.js';

export interface GoSpanStart {
  /** `tracer.Start(ctx, "name", …)`. */
  call: CallExpr;
  /** The expression of the span's name. */
  name: Expr;
}

/** Text that a file has to mention for `findGoSpanStarts` to find anything. */
export const MENTIONS_GO_SPANS = /go\.opentelemetry\.io\/otel/;

/** Every `x.Start(ctx, name, …)` on a tracer, in order. */
export function findGoSpanStarts(file: GoRuleFile): GoSpanStart[] {
  if (!file.tree.imports.some(({ path }) => path.startsWith('go.opentelemetry.io/otel'))) return [];
  const imported = new Set(file.tree.imports.map(importName));
  const starts = file.tree.decls.flatMap((decl) =>
    [...walk(decl)].flatMap((node) => {
      if (node.kind !== 'CallExpr' || node.fun.kind !== 'SelectorExpr' || node.fun.sel.name !== 'Start')
        return [];
      const [context, name] = node.args;
      if (context === undefined || name === undefined) return [];
      const { x } = node.fun;
      // `pkg.Start(…)` is a function of some package, not a method of a tracer.
      if (x.kind === 'Ident' && imported.has(x.name)) return [];
      return [{ call: node, name }];
    }),
  );
  return starts.sort((a, b) => a.call.start - b.call.start);
}
