/** What the worker threads say about one file, as plain data. */

import type { SpanWrapper } from '../../languages/span-wrapper.js';
import type { Claim, DraftFinding, TextRange } from '../../model/finding.js';
import type { OptionValues } from '../../model/rule.js';

/** A finding with its place in lines, still without severity. */
export interface LocatedFinding extends Pick<DraftFinding, 'message' | 'level' | 'when' | 'unless'> {
  rule: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  /** The source line that it begins on, shortened. */
  excerpt: string;
  related: { line: number; column: number; message: string }[];
  fix?: { title: string; safe: boolean; edits: LocatedEdit[] };
}

export interface LocatedEdit {
  start: number;
  end: number;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  text: string;
}

/** An `instrument:ignore` comment. */
export interface Suppression {
  /** The line of the comment. */
  line: number;
  column: number;
  endColumn: number;
  excerpt: string;
  /** The line whose findings it takes back. */
  target: number;
  rules: string[];
  /** Empty when there is none: then it takes nothing back. */
  reason: string;
  /** What removing the comment removes, with the rest of its line when nothing else stands there. */
  removal: LocatedEdit;
}

export interface FileFacts {
  findings: LocatedFinding[];
  claims: Claim[];
  suppressions: Suppression[];
}

/** What the checks depend on besides a file: part of the key under which facts are kept. */
export interface LintSettings {
  /** Options by rule id, defaults filled in. */
  options: Readonly<Record<string, OptionValues>>;
  /** Go modules: directory and module path. */
  modules: readonly { directory: string; path: string }[];
  wrappers: readonly SpanWrapper[];
}

export const NOTHING: FileFacts = { findings: [], claims: [], suppressions: [] };

/** Offsets of a comment without its marks. */
export interface CommentText extends TextRange {
  /** Without `//` or the block marks. */
  text: string;
}
