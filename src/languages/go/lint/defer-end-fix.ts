import type { DraftFix } from '../../../model/finding.js';
import type { Life } from './life.js';
import { boundName, placeOf } from './span-text.js';
import type { SpanStart } from './started-spans.js';

/**
 * ``Defer `span.End()` `` right after the start. Not in a loop, where it would run too late, and not where the error
 * that came with the span is still to be looked at. Safe only when nothing ends the span yet.
 */
export function deferEndFix(start: SpanStart, life: Life): DraftFix | undefined {
  const place = placeOf(start);
  const name = boundName(start);
  if (!place || name === undefined || place.inLoop || place.inHead) return undefined;
  if (
    place.targets.length > 2 ||
    life.leaks.some(({ how }) => how === 'overwritten' || how === 'restarted')
  ) {
    return undefined;
  }
  const { text } = start.fn.source;
  const { stmt } = place;
  const lineStart = text.lastIndexOf('\n', stmt.start - 1) + 1;
  const indent = /^[\t ]*/.exec(text.slice(lineStart))?.[0] ?? '';
  const lineEnd = text.indexOf('\n', stmt.end);
  const rest = text.slice(stmt.end, lineEnd === -1 ? text.length : lineEnd).trim();
  if (lineStart + indent.length !== stmt.start || (rest !== '' && !rest.startsWith('//'))) return undefined;
  const end = start.origin.holds === 'span' ? `${name}.End()` : `${name}()`;
  const at = lineEnd === -1 ? text.length : lineEnd;
  return {
    title: `Defer \`${end}\``,
    safe: !life.hasEnd && !life.handedOn,
    edits: [{ start: at, end: at, text: `\n${indent}defer ${end}` }],
  };
}
