/** A function of the user's that deals with spans, from `spanWrappers` in instrument.yaml. */
export interface SpanWrapper {
  /** Import path and name: `github.com/acme/kit/tracing.Start`, `@acme/tracing.withSpan`. */
  function: string;
  /** `start` returns a started span, `end` ends it, `record` records an error, `run` calls a function inside a span. */
  does: 'start' | 'end' | 'record' | 'run';
}
