/** Findings and coverage against what a baseline remembers. */
import type { LintBaseline } from '../../model/lint-baseline.js';
import type { Finding, ServiceCoverage } from '../../model/lint-report.js';

export interface StaleEntry {
  file: string;
  rule: string;
  /** How many findings the baseline has too many. */
  count: number;
}

/**
 * Parts findings into those that the baseline knows and new ones.
 * @param judged whether this run looked at a rule in a file: entries of others are not stale
 */
export function compareWithBaseline(
  findings: readonly Finding[],
  baseline: LintBaseline,
  judged: (file: string, rule: string) => boolean,
): { fresh: Finding[]; known: number; stale: StaleEntry[] } {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.file}\0${finding.rule}`;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  const fresh = new Set(findings);
  const stale: StaleEntry[] = [];
  for (const [file, rules] of Object.entries(baseline.findings))
    for (const [rule, fingerprints] of Object.entries(rules)) {
      const present = groups.get(`${file}\0${rule}`) ?? [];
      const exact = present.filter(({ fingerprint }) => fingerprints.includes(fingerprint));
      const others = present.filter((finding) => !exact.includes(finding));
      const known = [...exact, ...others].slice(0, fingerprints.length);
      for (const finding of known) fresh.delete(finding);
      const count = fingerprints.length - known.length;
      if (count > 0 && judged(file, rule)) stale.push({ file, rule, count });
    }
  return { fresh: [...fresh], known: findings.length - fresh.size, stale };
}

/** The baseline of these findings; entries that this run did not judge are kept. */
export function baselineOf(
  findings: readonly Finding[],
  coverage: readonly ServiceCoverage[],
  before: LintBaseline | null,
  judged: (file: string, rule: string) => boolean,
): LintBaseline {
  const entries = new Map<string, Map<string, string[]>>();
  const add = (file: string, rule: string, fingerprint: string) => {
    const rules = entries.get(file) ?? new Map<string, string[]>();
    rules.set(rule, [...(rules.get(rule) ?? []), fingerprint]);
    entries.set(file, rules);
  };
  for (const [file, rules] of Object.entries(before?.findings ?? {}))
    for (const [rule, fingerprints] of Object.entries(rules))
      if (!judged(file, rule)) for (const one of fingerprints) add(file, rule, one);
  for (const { file, rule, fingerprint } of findings) add(file, rule, fingerprint);
  const services = new Map(Object.entries(before?.coverage ?? {}));
  for (const { service, instrumented, total } of coverage) services.set(service, { instrumented, total });
  return {
    schemaVersion: 1,
    findings: sorted(entries, (rules) => sorted(rules, (fingerprints) => [...fingerprints].sort())),
    coverage: sorted(services, (one) => one),
  };
}

function sorted<A, B>(entries: ReadonlyMap<string, A>, map: (value: A) => B): Record<string, B> {
  return Object.fromEntries(
    [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => [key, map(value)]),
  );
}
