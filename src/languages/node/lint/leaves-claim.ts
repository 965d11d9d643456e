/** What has to be known of a call that gets a span for the span to stay with the caller. */
import { callsByNode } from './file-indexes.js';
import { calledName } from './function-names.js';
import type { NodeRuleFile } from './node-rule-file.js';
import type { Pass } from './span-life.js';

/** The name of the claim, or null where nobody can claim it: then the call may take care of the span. */
export function leavesClaim(file: NodeRuleFile, { call, position }: Pass): string | null {
  const collected = file.once(callsByNode).get(call);
  if (collected === undefined || collected.form !== 'call') return null;
  const name = calledName(file.evaluator.evaluate(collected.callee, collected.scope), file.path);
  return name === null ? null : leaves(name, position);
}

/** "The function neither ends the span that it gets as this argument, nor keeps it." */
export const leaves = (name: string, position: number): string => `node leaves ${name} ${position}`;
