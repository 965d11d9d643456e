import type { Diagnostic } from '../../model/scan-report.js';

/** Diagnostics of one code. */
export interface DiagnosticGroup {
  code: string;
  severity: Diagnostic['severity'];
  first: Diagnostic;
  count: number;
}

const SEVERITIES: readonly Diagnostic['severity'][] = ['error', 'warning', 'info'];

/** Groups by code, the most severe first, then the most frequent. */
export function diagnosticGroups(diagnostics: readonly Diagnostic[]): DiagnosticGroup[] {
  const groups = new Map<string, DiagnosticGroup>();
  for (const diagnostic of diagnostics) {
    const { code, severity } = diagnostic;
    const key = `${severity} ${code}`;
    const group = groups.get(key) ?? { code, severity, first: diagnostic, count: 0 };
    group.count += 1;
    groups.set(key, group);
  }
  const rank = (group: DiagnosticGroup) => SEVERITIES.indexOf(group.severity);
  return [...groups.values()].sort((a, b) => rank(a) - rank(b) || b.count - a.count);
}
