/** A lint rule: what it is, and its code for each language. One file a rule, `rules/<id>.ts`, listed in `index.ts`. */
import type { GoCodebase } from '#src/languages/go/lint/go-codebase.js';
import type { GoRuleFile } from '#src/languages/go/lint/go-rule-file.js';
import type { Check, CodebaseCheck } from '#src/languages/lint-check.js';
import type { NodeRuleFile } from '#src/languages/node/lint/node-rule-file.js';
import type { RuleInfo } from '#src/model/rule.js';

export interface Rule extends RuleInfo {
  go?: Check<GoRuleFile>;
  goCodebase?: CodebaseCheck<GoCodebase>;
  node?: Check<NodeRuleFile>;
}
