import type { DraftFinding } from '../../../model/finding.js';
import { type BorrowedEnd, borrowedEnds } from './borrowed-spans.js';
import { spanStarts } from './codebase-spans.js';
import { findingsByFile } from './findings-by-file.js';
import type { GoCodebase } from './go-codebase.js';
import { handsOnContext } from './handed-contexts.js';
import type { LateUse } from './life.js';
import { lifeOf } from './span-effects.js';
import { placeOf } from './span-text.js';

/** What is done to a span after its end: later changes, a second end, and the end of somebody else's span. */
export function checkGoSpanUseAfterEnd(codebase: GoCodebase): Map<string, DraftFinding[]> {
  const late = findingsByFile(codebase.once(spanStarts), (start) => {
    const life = lifeOf(codebase, start.fn, start.owner, start.origin);
    // A variable that a loop sets again is most often guarded by a flag, which is not followed.
    const place = placeOf(start);
    const isSetAgain = place?.inLoop === true && place.spec?.kind === 'AssignStmt' && place.spec.op === '=';
    return life.unclear || isSetAgain ? [] : life.lateUses.map(described);
  });
  const borrowed = findingsByFile(codebase.once(borrowedEnds), (end) =>
    handsOnContext(codebase, end.fn.file.package) ? [] : [cutShort(end)],
  );
  for (const [path, findings] of borrowed) late.set(path, [...(late.get(path) ?? []), ...findings]);
  return late;
}

function described({ use, name, end, deferred }: LateUse): DraftFinding {
  if (deferred) {
    return {
      at: use,
      message:
        'The span ends here, and a second time when the function returns. The second end is ignored: keep one of them.',
      related: [{ at: end, message: 'the deferred end' }],
    };
  }
  const second = !/^(?:Set|Add|Record)/.test(name);
  return {
    at: use,
    message: second
      ? 'The span was ended before, so this second end is ignored. Keep one of them.'
      : `The span was ended before, so \`${name}\` does nothing here. Call it before the end.`,
    related: [{ at: end, message: 'ended here' }],
  };
}

function cutShort({ call, taken }: BorrowedEnd): DraftFinding {
  return {
    at: { start: call.fun.start, end: call.fun.end },
    message:
      'This ends a span that came with the context and belongs to whoever started it: what comes later is lost from it. Start a span of your own, or leave it open.',
    related: [{ at: taken, message: 'taken out of the context here' }],
  };
}
