import type { LintOutcome } from '../../model/lint-outcome.js';
import type { Reporter } from '../reporter.js';

/** The report as it is: a contract, see schema/lint.schema.json. */
export const lintJson: Reporter<LintOutcome> = ({ report }) => `${JSON.stringify(report, null, 2)}\n`;
