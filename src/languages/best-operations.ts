/** The order of candidates, the same for every language. */
import type { Operation } from '../model/scan-report.js';

/** At most `limit` of them: flagged ones first, then by score and place. */
export function bestOperations(found: readonly Operation[], limit: number): Operation[] {
  return [...found]
    .sort(
      (a, b) =>
        Number(b.flagged) - Number(a.flagged) ||
        b.score - a.score ||
        (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) ||
        a.line - b.line,
    )
    .slice(0, limit);
}
