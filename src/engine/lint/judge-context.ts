import type { LocatedFinding } from './file-facts.js';
import type { RuleSelection } from './rule-selection.js';

/** A finding with its file. */
export interface PlacedFinding extends LocatedFinding {
  file: string;
}

/** What judging findings needs besides the facts of the files. */
export interface JudgeContext {
  selection: RuleSelection;
  /** Ids of all rules, for suppressions that name none of them. */
  ruleIds: readonly string[];
  /** The service that a file belongs to, or null. */
  serviceOf(file: string): string | null;
  /** Findings about the set-up of services, which no single file shows. */
  project: readonly PlacedFinding[];
}
