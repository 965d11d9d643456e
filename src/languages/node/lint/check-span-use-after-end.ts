/** Spans that are changed or ended after their end, and spans of others that are ended. */
import type { CheckResult, DraftFinding } from '../../../model/finding.js';
import { type AstNode, isFunction } from '../facts/ast.js';
import { startsClaim } from './check-span-end.js';
import { fileBindings } from './file-indexes.js';
import { followedSpans, startsByCallback } from './followed-spans.js';
import type { NodeRuleFile } from './node-rule-file.js';

/** One finding for each call that comes too late or ends what is not its own. */
export function checkNodeSpanUseAfterEnd(file: NodeRuleFile): CheckResult {
  return { findings: [...tooLate(file), ...borrowed(file)] };
}

function tooLate(file: NodeRuleFile): DraftFinding[] {
  return file.once(followedSpans).flatMap(({ variable: { name }, starts, life }) => {
    const when = starts.flatMap(({ wrapper }) => (wrapper === null ? [] : [startsClaim(wrapper)]));
    const unless = starts.flatMap(({ span }) => span?.unless ?? []);
    return life.misuses.map(({ kind, node, ended }) => ({
      at: { start: node.start, end: node.end },
      message:
        kind === 'end'
          ? `\`${name}\` may have ended already: a span ends once, its first end time stays. Remove one of the two.`
          : `\`${name}\` has ended before: what is set on it now is lost. Move this before \`${name}.end()\`.`,
      related: [{ at: { start: ended.start, end: ended.end }, message: 'ended here' }],
      ...(when.length > 0 && { when }),
      ...(unless.length > 0 && { unless }),
    }));
  });
}

/** `trace.getActiveSpan()?.end()`, in a variable or directly. */
function borrowed(file: NodeRuleFile): DraftFinding[] {
  return file.collected.calls.flatMap(({ node, callee, form, scope }) => {
    if (form !== 'call') return [];
    const value = file.evaluator.evaluate(callee, scope);
    if (value.is !== 'module' || !value.module.startsWith('@opentelemetry/')) return [];
    const [getter, called, method] = value.path.slice(-3);
    const isEnd = method === 'end' && called === '()';
    if (!isEnd || (getter !== 'getActiveSpan' && getter !== 'getSpan')) return [];
    if (isInsideUnnamedCallback(file, node)) return [];
    return [
      {
        at: { start: node.start, end: node.end },
        message:
          'This ends a span that was started elsewhere, such as the one of the request: who starts a span ends it. Remove the call, or start a span here.',
      },
    ];
  });
}

/** The callback of a `startActiveSpan` that does not take its span has no other way to end it. */
function isInsideUnnamedCallback(file: NodeRuleFile, node: AstNode): boolean {
  const { around } = file.once(fileBindings);
  for (let place = around(node); place !== null; place = around(place.parent)) {
    const { parent } = place;
    if (!isFunction(parent) || !file.once(startsByCallback).has(parent)) continue;
    return Array.isArray(parent.params) && parent.params.length === 0;
  }
  return false;
}
