import type { DraftFinding, DraftFix } from '../../../model/finding.js';
import { endsBorrowedSpans } from './borrowed-spans.js';
import { spanStarts } from './codebase-spans.js';
import { findingsByFile } from './findings-by-file.js';
import type { GoCodebase } from './go-codebase.js';
import { lifeOf } from './span-effects.js';
import { calledName, placeOf } from './span-text.js';
import type { SpanStart } from './started-spans.js';

/** Starts whose span nobody keeps, so that nobody can end it. */
export function checkGoSpanDiscarded(codebase: GoCodebase): Map<string, DraftFinding[]> {
  return findingsByFile(codebase.once(spanStarts), (start) => judge(codebase, start));
}

function judge(codebase: GoCodebase, start: SpanStart): DraftFinding[] {
  const life = lifeOf(codebase, start.fn, start.owner, start.origin);
  if (!life.discarded || life.unclear) return [];
  const place = placeOf(start);
  const context = start.origin.result === 1 ? place?.targets[0] : undefined;
  // The context carries the span to where `trace.SpanFromContext(ctx).End()` ends it.
  const keepsContext = place === undefined || (context !== undefined && !isBlank(context));
  if (keepsContext && endsBorrowedSpans(codebase).has(start.fn.file.package)) return [];
  const what =
    start.origin.holds === 'span' ? 'The span that this starts' : 'The function that ends the span';
  const fix = start.origin.holds === 'span' ? keepFix(start) : undefined;
  return [
    {
      at: calledName(start.call),
      message: `${what} is thrown away, so it can never be ended and is never exported. Keep it in a variable and defer its end, or do not start it.`,
      ...(fix ? { fix } : {}),
    },
  ];
}

function isBlank(expr: { kind: string; name?: string }): boolean {
  return expr.kind === 'Ident' && expr.name === '_';
}

/** `ctx, _ := tracer.Start(…)` → `ctx, span := …` and a deferred end, where the name is free. */
function keepFix(start: SpanStart): DraftFix | undefined {
  const place = placeOf(start);
  const target = place?.targets[start.origin.result];
  if (!place || place.inLoop || place.inHead || place.spec?.kind !== 'AssignStmt' || !target)
    return undefined;
  if (place.spec.op !== ':=' || start.fn.names.variables.some(({ name }) => name === 'span'))
    return undefined;
  if (start.fn.source.names.has('span')) return undefined;
  const { text } = start.fn.source;
  const lineStart = text.lastIndexOf('\n', place.stmt.start - 1) + 1;
  const indent = text.slice(lineStart, place.stmt.start);
  if (indent.trim() !== '') return undefined;
  return {
    title: 'Keep the span and defer `span.End()`',
    safe: true,
    edits: [
      { start: target.start, end: target.end, text: 'span' },
      { start: place.stmt.end, end: place.stmt.end, text: `\n${indent}defer span.End()` },
    ],
  };
}
