import type { PlanReport } from '../../model/plan-report.js';
import type { Reporter } from '../reporter.js';

export const planJson: Reporter<PlanReport> = (report) => `${JSON.stringify(report, null, 2)}\n`;
