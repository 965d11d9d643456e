/** What a Go file says about its functions, for the rules of the files that call them. */
import type { Claim } from '../../../model/finding.js';
import type { GoRuleFile } from './go-rule-file.js';
import { MENTIONS_GO_SPANS } from './span-starts.js';

/** Text that a file has to mention to claim anything. */
export const MENTIONS_GO_CLAIMS = MENTIONS_GO_SPANS;

/** Which functions of the file start, end or keep spans. Computed once for all rules. */
export function goClaims(_file: GoRuleFile): readonly Claim[] {
  return [];
}
