import type { LintOutcome } from '../../model/lint-outcome.js';
import type { Reporter } from '../reporter.js';

/** One line a finding, for coding agents: place, rule, message, where else to look, whether a fix exists. No excerpts. */
export const lintAgent: Reporter<LintOutcome> = ({ report, prefix }) => {
  const lines = report.findings.map((finding) => {
    const { rule, severity, message, file, line, column, related, fix } = finding;
    const also = related.map((one) => `${one.line}: ${one.message}`).join('; ');
    const repair = fix ? ` [${fix.safe ? '--fix' : '--fix-unsafe'}: ${fix.title}]` : '';
    return `${prefix}${file}:${line}:${column} ${severity} ${rule}: ${message}${also && ` [also ${also}]`}${repair}`;
  });
  const rules = [...new Set(report.findings.map(({ rule }) => rule))];
  const help = rules.map((rule) => `help: instrument explain ${rule}`);
  const failures = report.failures.map(({ code, message }) => `fails: ${code}: ${message}`);
  const all = [...lines, ...failures, ...help];
  return all.length === 0 ? 'ok: no findings\n' : `${all.join('\n')}\n`;
};
