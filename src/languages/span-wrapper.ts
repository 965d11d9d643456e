/** A function of the user's that deals with spans, from `spanWrappers` in instrument.yaml. */
export interface SpanWrapper {
  /** Import path and name: `github.com/acme/kit/tracing.Start`, `@acme/tracing.withSpan`. */
  function: string;
  /** `start` returns a started span, `end` ends it, `record` records an error, `run` calls a function inside a span. */
  does: 'start' | 'end' | 'record' | 'run';
}

/** Whether a text mentions the name of a wrapper, its import path left out. */
export function mentionsWrapper(text: string, wrappers: readonly SpanWrapper[]): boolean {
  return wrappers.some((one) => text.includes(one.function.slice(one.function.lastIndexOf('.') + 1)));
}
