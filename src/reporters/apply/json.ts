import type { ApplyReport } from '../../model/apply-report.js';
import type { Reporter } from '../reporter.js';

/** The report as it is: a contract, see schema/apply.schema.json. */
export const applyJson: Reporter<ApplyReport> = (report) => `${JSON.stringify(report, null, 2)}\n`;
