/** Spans around code that does nothing worth measuring. */
import type { CheckResult } from '../../../model/finding.js';
import { type AstNode, bare, child, children, isFunction, textOf } from '../facts/ast.js';
import { callbackOf } from './followed-spans.js';
import type { NodeRuleFile } from './node-rule-file.js';
import { find } from './raising.js';
import { findNodeSpanStarts } from './span-starts.js';

const WORK =
  /^(?:CallExpression|NewExpression|AwaitExpression|YieldExpression|TaggedTemplateExpression|ImportExpression)$|^(?:For|While|DoWhile)/;

/** One finding for each `startActiveSpan` whose callback calls, awaits and repeats nothing. */
export function checkNodeNoTrivialSpan(file: NodeRuleFile): CheckResult {
  return {
    findings: file.once(findNodeSpanStarts).flatMap((start) => {
      const callback = callbackOf(start);
      if (callback === null || !isFunction(callback)) return [];
      const parameter = children(callback, 'params')[0];
      const span = parameter === undefined ? null : textOf(parameter, 'name');
      const body = child(callback, 'body');
      if (span === null || body === null || find(body, (node) => isWork(node, span)) !== null) return [];
      return [
        {
          at: { start: start.name.start, end: start.name.end },
          message:
            'The code in this span calls nothing and waits for nothing: the span costs more than what it measures. Remove it, or add an event to the span around it.',
          ...(start.unless !== undefined && { unless: start.unless }),
        },
      ];
    }),
  };
}

/** Whether a node does something, calls of the span's own methods left out. */
function isWork(node: AstNode, span: string): boolean {
  if (!WORK.test(node.type)) return false;
  if (node.type !== 'CallExpression') return true;
  let callee = bare(child(node, 'callee')!);
  while (callee.type === 'MemberExpression' || callee.type === 'CallExpression')
    callee = bare(child(callee, callee.type === 'MemberExpression' ? 'object' : 'callee')!);
  return textOf(callee, 'name') !== span;
}
