import type { LintOutcome } from '../../model/lint-outcome.js';
import type { Reporter } from '../reporter.js';

const SEVERITIES = { error: 'major', warning: 'minor', info: 'info' } as const;

/** A Code Quality report for merge requests: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
export const lintGitlab: Reporter<LintOutcome> = ({ report, prefix }) => {
  const issues = report.findings.map(({ rule, severity, message, file, line, endLine, fingerprint }) => ({
    description: message,
    check_name: rule,
    fingerprint,
    severity: SEVERITIES[severity],
    location: { path: prefix + file, lines: { begin: line, end: endLine } },
  }));
  return `${JSON.stringify(issues, null, 2)}\n`;
};
