import type { ScanReport } from '../model/scan-report.js';
import type { Reporter } from './reporter.js';

/** The report as it is: a contract, see schema/scan.schema.json. */
export const jsonReport: Reporter<ScanReport> = (report) => `${JSON.stringify(report, null, 2)}\n`;
