/** Why a run fails. */
import type { Finding, LintFailure } from '../../model/lint-report.js';
import type { StaleEntry } from './baseline.js';

export function failuresOf(
  findings: readonly Finding[],
  stale: readonly StaleEntry[],
  maxWarnings: number | null,
): LintFailure[] {
  const failures: LintFailure[] = [];
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  if (errors > 0) failures.push({ code: 'errors', message: errors === 1 ? '1 error' : `${errors} errors` });
  if (maxWarnings !== null && warnings > maxWarnings)
    failures.push({
      code: 'too-many-warnings',
      message: `${warnings} warnings, more than the ${maxWarnings} allowed`,
    });
  for (const { file, rule, count } of stale) {
    const what = count === 1 ? '1 finding' : `${count} findings`;
    failures.push({
      code: 'stale-baseline',
      message: `the baseline has ${what} of ${rule} in ${file} that are gone: take them out with --update-baseline`,
    });
  }
  return failures;
}
