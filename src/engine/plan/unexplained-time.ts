/** How much of the time of server spans no child span accounts for: what Layer 2 and 3 would explain. */
import type { ReceivedSpan } from '../../model/received-span.js';

/** @returns the share by service, 0 to 1, over all its server and consumer spans */
export function unexplainedTime(traces: readonly (readonly ReceivedSpan[])[]): Map<string, number> {
  const totals = new Map<string, { all: number; unexplained: number }>();
  for (const spans of traces) {
    const children = new Map<string, ReceivedSpan[]>();
    for (const span of spans)
      if (span.parentSpanId !== null)
        children.set(span.parentSpanId, [...(children.get(span.parentSpanId) ?? []), span]);
    for (const span of spans) {
      if (span.kind !== 'server' && span.kind !== 'consumer') continue;
      const service = span.resource['service.name'];
      if (typeof service !== 'string') continue;
      const all = Number(span.end - span.start);
      const total = totals.get(service) ?? { all: 0, unexplained: 0 };
      total.all += all;
      total.unexplained += all - covered(span, children.get(span.spanId) ?? []);
      totals.set(service, total);
    }
  }
  return new Map(
    [...totals]
      .filter(([, { all }]) => all > 0)
      .map(([service, { all, unexplained }]) => [service, unexplained / all]),
  );
}

/** Nanoseconds of a span in which at least one child runs. */
function covered(span: ReceivedSpan, children: readonly ReceivedSpan[]): number {
  let until = span.start;
  let sum = 0n;
  for (const child of children.toSorted((a, b) => (a.start < b.start ? -1 : 1))) {
    const from = child.start > until ? child.start : until;
    const to = child.end < span.end ? child.end : span.end;
    if (to <= from) continue;
    sum += to - from;
    until = to;
  }
  return Number(sum);
}
