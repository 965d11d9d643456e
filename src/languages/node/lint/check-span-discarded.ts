/** Spans that are started and thrown away. */
import type { CheckResult } from '../../../model/finding.js';
import { type AstNode, child } from '../facts/ast.js';
import type { Bindings } from './bindings.js';
import { fileBindings } from './file-indexes.js';
import { memberName } from './member-name.js';
import type { NodeRuleFile } from './node-rule-file.js';
import { FLUENT } from './span-methods.js';
import { findNodeSpanStarts } from './span-starts.js';

/** One finding for each `startSpan` whose span nobody keeps. */
export function checkNodeSpanDiscarded(file: NodeRuleFile): CheckResult {
  const bindings = file.once(fileBindings);
  return {
    findings: file.once(findNodeSpanStarts).flatMap(({ call, name, method, unless }) => {
      if (method !== 'startSpan' || !isDiscarded(call, bindings)) return [];
      return [
        {
          at: { start: name.start, end: name.end },
          message:
            'The span is not kept, so nothing can end it and it is never exported. Keep it in a variable and end it, or use `startActiveSpan`.',
          ...(unless !== undefined && { unless }),
        },
      ];
    }),
  };
}

/** Whether a call, or what is chained to it, stands as a statement of its own. */
function isDiscarded(call: AstNode, bindings: Bindings): boolean {
  const place = bindings.around(call);
  if (place === null) return false;
  const { parent, part } = place;
  if (parent.type === 'ExpressionStatement') return true;
  if (parent.type === 'UnaryExpression' || parent.type === 'AwaitExpression')
    return isDiscarded(parent, bindings);
  if (parent.type !== 'MemberExpression' || child(parent, 'object') !== part) return false;
  const chained = bindings.around(parent);
  const isCall =
    chained?.parent.type === 'CallExpression' && child(chained.parent, 'callee') === chained.part;
  const method = memberName(parent) ?? '';
  if (!isCall || !(FLUENT.has(method) || method === 'recordException')) return false;
  return isDiscarded(chained.parent, bindings);
}
