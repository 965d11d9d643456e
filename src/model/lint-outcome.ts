import type { LintReport } from './lint-report.js';
import type { RuleInfo } from './rule.js';

/** All that the reporters of `lint` show. */
export interface LintOutcome {
  report: LintReport;
  /** What the rules are about, for formats that carry it. */
  rules: readonly RuleInfo[];
  /** From the working directory to the linted one, empty or with a slash at its end: what CI systems want before paths. */
  prefix: string;
  /** The patch of what `--fix-dry-run` would change; empty otherwise. */
  patch: string;
}
