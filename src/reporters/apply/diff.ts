import type { ApplyReport } from '../../model/apply-report.js';
import type { Reporter } from '../reporter.js';
import { colorDiff } from '../shared/color-diff.js';

/** One patch of all files that `git apply` takes; empty when nothing changes. */
export const applyDiff: Reporter<ApplyReport> = (report, { color }) => {
  const patch = report.files.map((file) => file.diff).join('');
  return color ? colorDiff(patch) : patch;
};
