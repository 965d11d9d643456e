/** What the checks of `instrument lint` give back from a file: plain data, so that it can be cached and sent between threads. */

import type { Preset } from './preset.js';

export type Severity = 'error' | 'warning' | 'info';

/** How bad a finding is, and the smallest preset that has it, where that is not what its rule says. */
export interface FindingLevel {
  severity: Severity;
  preset: Preset;
}

/** A half-open range of UTF-16 offsets, 0-based, into the file's text without its BOM. Tree nodes are such ranges. */
export interface TextRange {
  start: number;
  end: number;
}

/** Replaces a range of the file by a text. */
export interface FixEdit extends TextRange {
  text: string;
}

/** A way to repair a finding inside its own file. It is made whole or not at all; edits do not overlap. */
export interface DraftFix {
  /** What it does, as an imperative: ``Defer `span.End()` ``. */
  title: string;
  /** True when the program does as before and compiles: then `--fix` makes it. Else only `--fix-unsafe` does. */
  safe: boolean;
  edits: readonly FixEdit[];
}

/** A finding as a check gives it. Rule, severity, lines, service and fingerprint are added by the engine. */
export interface DraftFinding {
  /** What the finding is about, as narrow as can be: the name, not the call. */
  at: TextRange;
  /** What, why, what to do; code in backticks; one or two sentences. */
  message: string;
  /** Other places of the same file that the reader needs, such as the `return` that leaks a span. */
  related?: readonly { at: TextRange; message: string }[];
  fix?: DraftFix;
  /** Holds unless the user sets the severity of the rule. */
  level?: FindingLevel;
  /** Names of claims that must all hold for the finding to stand. */
  when?: readonly string[];
  /** Names of claims any of which takes the finding back. */
  unless?: readonly string[];
}

/**
 * Something that a file says about the code that others call, such as "function X ends its first parameter". Names
 * are free text that the one who claims and the one who asks agree on, by convention
 * `<language> <verb> <import path or file>.<function> <position>`: `go ends github.com/acme/kit/tracing.Finish 0`.
 * A claim holds when all that it depends on holds; two claims of one name are alternatives. What depends on itself
 * alone does not hold.
 */
export interface Claim {
  name: string;
  if?: readonly string[];
}

/** What a check says of one file. */
export interface CheckResult {
  findings: readonly DraftFinding[];
  claims?: readonly Claim[];
}
