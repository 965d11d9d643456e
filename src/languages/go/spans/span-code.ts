/** The Go code of a span, line by line; `@{…}` stands for packages. */
import type { SpanAttributeCode } from './attribute-code.js';

const TRACE = 'go.opentelemetry.io/otel/trace';

export interface SpanStart {
  /** Variable of the span's context, `_` for none. */
  context: string;
  span: string;
  tracer: string;
  /** Code of the parent. */
  parent: string;
  name: string;
  attributes: readonly SpanAttributeCode[];
}

/** `ctx, span := tracer.Start(ctx, "name", trace.WithAttributes(…))`; guarded attributes are left for later. */
export function spanStart({ context, span, tracer, parent, name, attributes }: SpanStart): string[] {
  const start = `${context}, ${span} := ${tracer}.Start(${parent}, ${JSON.stringify(name)}`;
  const codes = attributes.filter(({ guard }) => guard === null).map(({ code }) => code);
  if (codes.length === 0) return [`${start})`];
  if (codes.length === 1) return [`${start}, @{${TRACE}}.WithAttributes(${codes[0]}))`];
  return [`${start}, @{${TRACE}}.WithAttributes(`, ...codes.map((code) => `\t${code},`), '))'];
}

/** `span.SetAttributes(…)`, each behind what must not be nil. */
export function attributesAtEnd(span: string, attributes: readonly SpanAttributeCode[]): string[] {
  const groups = new Map<string, string[]>();
  for (const { guard, code } of attributes)
    groups.set(guard ?? '', [...(groups.get(guard ?? '') ?? []), code]);
  return [...groups].flatMap(([guard, codes]) => {
    const set =
      codes.length === 1
        ? [`${span}.SetAttributes(${codes[0]})`]
        : [`${span}.SetAttributes(`, ...codes.map((code) => `\t${code},`), ')'];
    return guard === '' ? set : [`if ${guard} != nil {`, ...set.map((line) => `\t${line}`), '}'];
  });
}
