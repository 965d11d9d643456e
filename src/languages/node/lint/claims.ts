/** What a JavaScript or TypeScript file says about its functions, for the rules of the files that call them. */
import type { Claim } from '../../../model/finding.js';
import type { NodeRuleFile } from './node-rule-file.js';
import { MENTIONS_NODE_SPANS } from './span-starts.js';

/** Text that a file has to mention to claim anything. */
export const MENTIONS_NODE_CLAIMS = MENTIONS_NODE_SPANS;

/** Which functions of the file start, end or keep spans. Computed once for all rules. */
export function nodeClaims(_file: NodeRuleFile): readonly Claim[] {
  return [];
}
