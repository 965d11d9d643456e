/** The order of candidates, the same for every language. */
import type { Operation } from '../model/scan-report.js';

export interface RankedOperation {
  operation: Operation;
  /** Tells apart those of one score: the higher first. */
  rank: number;
}

/** At most `limit` of them: flagged ones first, then by score, rank and place. */
export function bestOperations(found: readonly RankedOperation[], limit: number): Operation[] {
  return [...found]
    .sort(
      ({ operation: a, rank: rankOfA }, { operation: b, rank: rankOfB }) =>
        Number(b.flagged) - Number(a.flagged) ||
        b.score - a.score ||
        rankOfB - rankOfA ||
        (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) ||
        a.line - b.line,
    )
    .slice(0, limit)
    .map(({ operation }) => operation);
}
