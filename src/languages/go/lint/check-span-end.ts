import type { DraftFinding } from '../../../model/finding.js';
import { spanStarts } from './codebase-spans.js';
import { deferEndFix } from './defer-end-fix.js';
import { findingsByFile } from './findings-by-file.js';
import type { GoCodebase } from './go-codebase.js';
import { goesOnInFunction, isKeptBeyondRound } from './kept-beyond-round.js';
import type { Leak, Life } from './life.js';
import { lifeOf } from './span-effects.js';
import { boundName, calledName } from './span-text.js';
import type { SpanStart } from './started-spans.js';

/** Spans that are not ended on every way out of the function that starts them. */
export function checkGoSpanEnd(codebase: GoCodebase): Map<string, DraftFinding[]> {
  return findingsByFile(codebase.once(spanStarts), (start) =>
    judge(start, lifeOf(codebase, start.fn, start.owner, start.origin)),
  );
}

function judge(start: SpanStart, life: Life): DraftFinding[] {
  if (life.unclear) return [];
  const name = boundName(start);
  const what = start.origin.holds === 'span' ? `The span${name ? ` \`${name}\`` : ''}` : 'The span';
  const end = start.origin.holds === 'span' ? `${name ?? 'span'}.End()` : `${name ?? 'end'}()`;
  const at = calledName(start.call);
  if (life.loopDefer && isKeptBeyondRound(start)) return [];
  if (life.loopDefer) {
    return [
      {
        at,
        message: `${what} is started in a loop, but the deferred end runs only when the whole function returns, so every round's span lasts until then. ${goesOnInFunction(start) ? "End it in the function that does the round's work." : 'Move the body of the loop into a function of its own.'}`,
        related: [{ at: life.loopDefer, message: 'the end that is deferred' }],
      },
    ];
  }
  if (life.leaks.length === 0) return [];
  const outlives = life.returnedEnders.size > 0;
  const fix = outlives ? undefined : deferEndFix(start, life);
  const never = !life.hasEnd && !life.handedOn;
  return [
    {
      at,
      message: never
        ? `${what} is never ended, so it is never exported. Add \`defer ${end}\` after it is started.`
        : `${what} is not ended on every way out of the function, and is then never exported. ${outlives ? 'End' : `Use \`defer ${end}\`, or end`} it before each of these.`,
      related: life.leaks.map((leak) => ({ at: leak.at, message: describe(leak) })),
      ...(fix ? { fix } : {}),
    },
  ];
}

function describe({ how }: Leak): string {
  switch (how) {
    case 'return':
      return 'returns without ending it';
    case 'end':
      return 'the function ends here without ending it';
    case 'jump':
      return 'jumps out of its block without ending it';
    case 'scope':
      return 'its block ends here without ending it';
    case 'overwritten':
      return 'the variable gets another value before it is ended';
    case 'restarted':
      return 'the next round starts another before it is ended';
  }
}
