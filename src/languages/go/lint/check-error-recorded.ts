/** Errors that leave a span without a trace on it. */
import type { DraftFinding } from '../../../model/finding.js';
import type { OptionValues } from '../../../model/rule.js';
import { spanStarts } from './codebase-spans.js';
import { untoldExits } from './error-exits.js';
import { LOG, RECORD, STATUS } from './error-told.js';
import { findingsByFile } from './findings-by-file.js';
import type { GoCodebase } from './go-codebase.js';
import { boundName, calledName } from './span-text.js';
import type { SpanStart } from './started-spans.js';

/** How many of the returns are shown. */
const SHOWN = 8;

/** What each mode asks for, with how the message says it. */
const MODES: Readonly<Record<string, { wants: number; ask(span: string): string }>> = {
  status: { wants: STATUS, ask: (span) => `\`${span}.SetStatus(codes.Error, err.Error())\`` },
  'status+record': {
    wants: STATUS | RECORD,
    ask: (span) => `\`${span}.RecordError(err)\` and \`${span}.SetStatus(codes.Error, err.Error())\``,
  },
  'status+log': {
    wants: STATUS | LOG,
    ask: (span) => `\`${span}.SetStatus(codes.Error, err.Error())\` and log the error with the context`,
  },
};

/** One finding for each span of a function that returns an error which the span is not told of. */
export function checkGoErrorRecorded(
  codebase: GoCodebase,
  options: OptionValues,
): Map<string, DraftFinding[]> {
  const mode = MODES[String(options.mode)] ?? MODES.status!;
  return findingsByFile(codebase.once(spanStarts), (start) => judge(codebase, start, mode));
}

function judge(
  codebase: GoCodebase,
  start: SpanStart,
  { wants, ask }: { wants: number; ask(span: string): string },
): DraftFinding[] {
  const name = boundName(start);
  if (name === undefined || start.origin.holds !== 'span') return [];
  const exits = untoldExits(codebase, start, name, wants);
  if (exits.length === 0) return [];
  const onlyRecorded = exits.every(({ told }) => (told & RECORD) !== 0) && (wants & RECORD) === 0;
  return [
    {
      at: calledName(start.call),
      message: onlyRecorded
        ? `\`RecordError\` adds an event, but leaves the status of \`${name}\` unset, so it counts as a success. Call ${ask(name)}, too.`
        : `Errors leave this function, and \`${name}\` is not told. Call ${ask(name)} before.`,
      related: exits.slice(0, SHOWN).map(({ at }) => ({ at, message: 'returns an error' })),
    },
  ];
}
