/** What a Go file says about its functions, for the rules of the files that call them. */
import type { Claim } from '../../../model/finding.js';
import type { GoRuleFile } from './go-rule-file.js';

/** Which functions of the file start, end or keep spans. Computed once for all rules. */
export function goClaims(_file: GoRuleFile): readonly Claim[] {
  return [];
}
