import type { LintOutcome } from '../../model/lint-outcome.js';
import type { Reporter } from '../reporter.js';

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice' } as const;

/**
 * Workflow commands that GitHub Actions shows as annotations of the changed lines:
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export const lintGithub: Reporter<LintOutcome> = ({ report, prefix }) => {
  const findings = report.findings.map((finding) => {
    const { rule, severity, message, file, line, column, endLine, endColumn, related } = finding;
    const place = { file: prefix + file, line, endLine, col: column, endColumn, title: rule };
    const more = related.map((one) => `${prefix}${one.file}:${one.line}: ${one.message}`);
    return command(COMMANDS[severity], place, [message, ...more].join('\n'));
  });
  const failures = report.failures
    .filter(({ code }) => code !== 'errors')
    .map(({ code, message }) => command('error', { title: code }, message));
  return [...findings, ...failures].map((line) => `${line}\n`).join('');
};

function command(name: string, properties: Record<string, string | number>, message: string): string {
  const given = Object.entries(properties)
    .map(([key, value]) => `${key}=${escaped(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C')}`)
    .join(',');
  return `::${name} ${given}::${escaped(message)}`;
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
