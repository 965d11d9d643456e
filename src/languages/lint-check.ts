/** A rule's code for one language. */
import type { CheckResult, DraftFinding } from '../model/finding.js';
import type { OptionValues } from '../model/rule.js';

export interface Check<File> {
  /** A file whose text does not match is not even parsed for this rule. */
  mentions: RegExp;
  /**
   * Looks at one file, in a worker thread. The result depends on the file and the options alone. Whatever depends on
   * other files is said with claims (see model/finding.ts).
   */
  run(file: File, options: OptionValues): CheckResult;
}

/**
 * A rule's code that needs the files of a language together, linked by their facts: who ends a span that is handed on,
 * what a field is, which constants reach a parameter. It runs once, after the facts of all files are there.
 */
export interface CodebaseCheck<Codebase> {
  /** The findings by path of their file. */
  run(codebase: Codebase, options: OptionValues): ReadonlyMap<string, readonly DraftFinding[]>;
}

/** Gives a memory per file: what several rules ask is computed once. */
export function createOnce<File>(file: () => File): <T>(compute: (file: File) => T) => T {
  const results = new Map<unknown, unknown>();
  return <T>(compute: (file: File) => T): T => {
    if (!results.has(compute)) results.set(compute, compute(file()));
    return results.get(compute) as T;
  };
}
