/** Lints files in a directory of their own. */
import { defaultConfig } from '#src/config/default-config.js';
import type { InstrumentConfig } from '#src/config/instrument-config.js';
import { type LintOptions, type LintResult, lint } from '#src/engine/lint/lint.js';
import type { RuleWishes } from '#src/engine/lint/rule-selection.js';

export const noWishes: RuleWishes = {
  preset: 'all',
  severities: {},
  options: {},
  only: null,
  overrides: [],
};

export function lintOptions(
  root: string,
  given: Partial<LintOptions> & { configured?: Partial<InstrumentConfig> } = {},
): LintOptions {
  const { configured, ...rest } = given;
  return {
    root,
    config: { ...defaultConfig, ...configured },
    wishes: noWishes,
    tests: false,
    select: null,
    comparison: null,
    baseline: null,
    fix: 'none',
    maxWarnings: null,
    minCoverage: null,
    concurrency: 1,
    cache: false,
    ...rest,
  };
}

export function lintTree(
  root: string,
  given: Partial<LintOptions> & { configured?: Partial<InstrumentConfig> } = {},
): Promise<LintResult> {
  return lint(lintOptions(root, given));
}

/** `file:line rule` of every finding. */
export function places({ report }: LintResult): string[] {
  return report.findings.map(({ file, line, rule }) => `${file}:${line} ${rule}`);
}
