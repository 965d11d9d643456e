/** Span names that are put together from values. */
import type { CheckResult, DraftFinding } from '../../../model/finding.js';
import { type NameParts, nameParts } from './name-parts.js';
import type { NodeRuleFile } from './node-rule-file.js';
import { findNodeSpanStarts, type NodeSpanStart } from './span-starts.js';

/** Names with a part that is known to have a value for each user, request or object. */
export function checkNodeHighCardinality(file: NodeRuleFile): CheckResult {
  return check(file, ({ varying }) => {
    const part = varying.find(({ unbounded }) => unbounded !== null);
    if (part === undefined) return null;
    const code = file.text.slice(part.node.start, part.node.end);
    return `\`${code}\` is ${part.unbounded}: the span gets a name of its own for each value, which no dashboard can group. Keep the name constant and put it into an attribute.`;
  });
}

/** Names with another varying part, put together on the spot. */
export function checkNodeStableName(file: NodeRuleFile): CheckResult {
  return check(file, ({ isComposed, varying }) => {
    if (!isComposed || varying.some(({ unbounded }) => unbounded !== null)) return null;
    const part = varying.find(({ isBounded }) => !isBounded);
    if (part === undefined) return null;
    const code = file.text.slice(part.node.start, part.node.end);
    return `The span name varies with \`${code}\`. Give it a constant name, and put the value into an attribute.`;
  });
}

function check(file: NodeRuleFile, problemOf: (parts: NameParts) => string | null): CheckResult {
  return {
    findings: file.once(findNodeSpanStarts).flatMap((start): DraftFinding[] => {
      const message = problemOf(nameParts(file, start.name, start.scope));
      return message === null ? [] : [finding(start, message)];
    }),
  };
}

const finding = ({ name, unless }: NodeSpanStart, message: string): DraftFinding => ({
  at: { start: name.start, end: name.end },
  message,
  ...(unless !== undefined && { unless }),
});
