import type { ReceivedSpan } from '#src/model/received-span.js';

/** Stands above a root whose parent is neither among the spans nor the caller: it is lost, or still on its way. */
export const LOST_PARENT = 'in a span that did not arrive:';

/**
 * Spans as indented lines: `kind name`, `ERROR` when the status says so, and the attributes that are asked for. Children
 * stand below their parent in the order in which they began. A span whose parent is not among them is a root, and is
 * marked unless its parent is the caller or it has none.
 *
 * @param shows attributes to show where a span has them, in this order
 * @param caller id of the span that the caller says it is in
 */
export function traceLines(
  spans: readonly ReceivedSpan[],
  shows: readonly string[],
  caller: string | null = null,
): string {
  const ids = new Set(spans.map((s) => s.spanId));
  const ordered = [...spans].sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
  const below = (parent: ReceivedSpan, depth: number): string[] =>
    ordered.filter((s) => s.parentSpanId === parent.spanId).flatMap((s) => lines(s, depth));
  const lines = (span: ReceivedSpan, depth: number): string[] => [
    `${'  '.repeat(depth)}${spanLine(span, shows)}`,
    ...below(span, depth + 1),
  ];
  return ordered
    .filter((s) => s.parentSpanId === null || !ids.has(s.parentSpanId))
    .flatMap((root) => {
      const isExpected = root.parentSpanId === caller;
      return isExpected ? lines(root, 0) : [LOST_PARENT, ...lines(root, 1)];
    })
    .map((line) => `${line}\n`)
    .join('');
}

function spanLine(span: ReceivedSpan, shows: readonly string[]): string {
  const attributes = shows
    .filter((key) => span.attributes[key] !== undefined)
    .map((key) => `${key}=${JSON.stringify(span.attributes[key]).replace(/^"(.*)"$/, '$1')}`);
  return [span.kind, span.name, ...(span.status === 'error' ? ['ERROR'] : []), ...attributes].join(' ');
}
