/** What is both logged and put on the span. */
import type { CheckResult, DraftFinding } from '../../../model/finding.js';
import { type AstNode, bare, child, children, textOf } from '../facts/ast.js';
import type { CollectedCall } from '../facts/collected.js';
import { fileBindings } from './file-indexes.js';
import { memberName } from './member-name.js';
import type { NodeRuleFile } from './node-rule-file.js';

export const MENTIONS_NODE_EVENTS = /\baddEvent\b/;

/** `span.addEvent('paid')` right beside `logger.info('paid')`. */
export function checkNodeLogRedundancy(file: NodeRuleFile): CheckResult {
  const { around } = file.once(fileBindings);
  const statementOf = ({ node }: CollectedCall): { list: AstNode; statement: AstNode } | null => {
    const at = around(node);
    const outer = at?.parent.type === 'AwaitExpression' ? around(at.parent) : at;
    if (outer?.parent.type !== 'ExpressionStatement') return null;
    const block = around(outer.parent);
    return block === null ? null : { list: block.parent, statement: outer.parent };
  };
  const calls = file.collected.calls.filter(({ form }) => form === 'call');
  const logs = calls.filter(isLog);
  return {
    findings: calls
      .filter(({ callee }) => methodOf(callee) === 'addEvent')
      .flatMap((event): DraftFinding[] => {
        const text = textArgument(file, event);
        const place = statementOf(event);
        if (text === null || place === null) return [];
        const log = logs.find(
          (one) => statementOf(one)?.list === place.list && textArgument(file, one) === text,
        );
        if (log === undefined) return [];
        const { start, end } = event.node;
        return [
          {
            at: { start, end },
            message: `\`${text}\` is logged too, in the same place. Say it once: a log that carries the trace id is found from the span.`,
            related: [{ at: { start: log.node.start, end: log.node.end }, message: 'the log' }],
          },
        ];
      }),
  };
}

function methodOf(callee: AstNode): string | null {
  const target = bare(callee);
  return target.type === 'MemberExpression' ? memberName(target) : null;
}

function isLog({ callee }: CollectedCall): boolean {
  const target = bare(callee);
  if (!/^(?:debug|info|warn|error|log|trace|verbose)$/.test(methodOf(callee) ?? '')) return false;
  const object = target.type === 'MemberExpression' ? bare(child(target, 'object')!) : null;
  const name = object?.type === 'MemberExpression' ? memberName(object) : object && textOf(object, 'name');
  return /^(?:console|log|logger|.*[lL]ogger|.*Log)$/.test(name ?? '');
}

function textArgument(file: NodeRuleFile, { node, scope }: CollectedCall): string | null {
  for (const arg of children(node, 'arguments')) {
    const value = file.evaluator.evaluate(arg, scope);
    if (value.is === 'text') return value.text;
  }
  return null;
}
