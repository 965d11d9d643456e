/** Findings about the set-up of services, from what the scan found. */
import type { ScanReport } from '../../model/scan-report.js';
import type { PlacedFinding } from './judge-context.js';

/** Diagnostics of the scan that `sdk-setup` reports. */
const DIAGNOSTICS: ReadonlySet<string> = new Set(['sdk-loaded-late', 'esm-without-hook', 'sdk-missing']);

export function isSetUpDiagnostic(code: string): boolean {
  return DIAGNOSTICS.has(code);
}

/**
 * Places that several services share, and that are wrong for each of them, give one finding.
 * @param read the text of a file, null when it cannot be read
 */
export function setUpFindings(
  { services, diagnostics }: ScanReport,
  read: (path: string) => string | null,
): PlacedFinding[] {
  const problems = [
    ...services.flatMap(({ problems: own = [] }) => own),
    ...diagnostics
      .filter(({ code }) => DIAGNOSTICS.has(code))
      .map(({ file, line, message, help }) => ({
        rule: 'sdk-setup' as const,
        preset: 'recommended' as const,
        file,
        line,
        message: `${message} ${help}`,
      })),
  ];
  const seen = new Set<string>();
  return problems.flatMap(({ rule, preset, file, line, message }) => {
    const key = `${rule} ${file}:${line} ${message.replace(/`[^`]*`/, '')}`;
    if (seen.has(key)) return [];
    seen.add(key);
    const excerpt = (read(file)?.split('\n')[line - 1] ?? '').replace(/\r$/, '');
    const column = excerpt.length - excerpt.trimStart().length + 1;
    const level = { severity: 'warning' as const, preset };
    const place = { line, column, endLine: line, endColumn: Math.max(excerpt.length + 1, column + 1) };
    return [{ rule, file, message, ...place, excerpt: excerpt.slice(0, 240), related: [], level }];
  });
}
