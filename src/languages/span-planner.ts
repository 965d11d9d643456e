/** The contract between `apply --layer 3` and a language. */
import type { Change, Skip } from '../model/change.js';
import type { ScanReport } from '../model/scan-report.js';
import type { Workspace } from '../model/source-file.js';
import type { SpanOperation, SpanRequest } from '../model/span-operation.js';
import type { SpanWrapper } from './span-wrapper.js';

export interface SpanPlannerInput {
  workspace: Workspace;
  /** Of all services. */
  report: ScanReport;
  /** Names of those to be changed; null for all. */
  services: readonly string[] | null;
  /** Beside the comments, which the language finds itself. A suggestion comes in order of its rank. */
  requests: readonly SpanRequest[];
  /** Functions without a context may be given one, with all that call them. */
  threadContext: boolean;
  /** Functions of the user's own that deal with spans: what they begin is a span already. */
  wrappers: readonly SpanWrapper[];
}

/** What is asked when spans are to be taken out again. */
export interface SpanRemovalInput extends Omit<SpanPlannerInput, 'threadContext'> {
  /** What the configuration flags: it stays. */
  flagged: readonly SpanRequest[];
}

/** What becomes of a flagged operation: a change, a skip, or neither when it has its span already. */
export interface SpanOutcome {
  operation: SpanOperation;
  /** Null when a comment asks for it. */
  request: SpanRequest | null;
  change?: Change;
  skip?: Skip;
}

export interface SpanPlan {
  /** In the order of files and lines. */
  outcomes: SpanOutcome[];
  /** What belongs to no single operation. */
  changes: Change[];
  skips: Skip[];
  /** Every name by which a function can be flagged; empty when no flag asks for one. */
  names: readonly string[];
  /** What the changes that are kept need beside themselves: the set-up of the SDK where there is none. */
  around?(kept: readonly Change[]): { changes: Change[]; skips: Skip[] };
}

/**
 * Plans a span for every flagged operation, and for nothing else. A request that names no function of the language has
 * no outcome; each change stands alone, so that any of them can be left out.
 */
export type SpanPlanner = (input: SpanPlannerInput) => Promise<SpanPlan>;
