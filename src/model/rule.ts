/** What a lint rule is, apart from its code. `lint`, `explain`, the pages under docs/rules and SARIF read it. */
import type { Severity } from './finding.js';
import type { Preset } from './preset.js';
import type { RuleId } from './rule-ids.js';

/** A file that shows what a rule means. The tests run the rule on both: `bad` gives a finding of it, `good` none. */
export interface RuleExample {
  language: 'go' | 'typescript';
  /** Whole files, imports included, as short as can be. */
  bad: string;
  good: string;
}

export interface RuleDocs {
  /** One sentence in the imperative, at most 80 characters: what the rule asks for. */
  summary: string;
  /** What goes wrong without it. */
  why: string;
  /** What it deliberately does not report, and how far it sees. */
  limits?: string;
  examples: readonly RuleExample[];
  /** The first is what SARIF gives as help. */
  links: readonly [string, ...string[]];
}

/** A setting of a rule under `rules.<id>.options` in instrument.yaml. */
export type RuleOption = { description: string } & (
  | { type: 'boolean'; default: boolean }
  | { type: 'integer'; default: number }
  | { type: 'choice'; choices: readonly string[]; default: string }
  | { type: 'texts'; default: readonly string[] }
);

/** Every option of the rule by name, defaults filled in and types checked. */
export type OptionValues = Readonly<Record<string, boolean | number | string | readonly string[]>>;

export interface RuleInfo {
  id: RuleId;
  docs: RuleDocs;
  /** Error: wrong whatever one's taste. Warning: a convention. Can be set in instrument.yaml. */
  severity: Severity;
  /** The smallest preset that has it. */
  preset: Preset;
  /** Whether some of its findings can be repaired, by `--fix` or only by `--fix-unsafe`. */
  fixable: 'safe' | 'unsafe' | null;
  options?: Readonly<Record<string, RuleOption>>;
}
