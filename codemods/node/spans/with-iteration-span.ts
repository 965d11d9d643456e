/** The helper for generators: a span that lives as long as the iteration, and is the active one in each of its steps. */
import type { SpanHelper } from '#src/languages/node/spans/helper-file.js';

export const withIterationSpan: SpanHelper = {
  file: 'with-iteration-span',
  exported: 'withIterationSpan',
  imports: { values: ['context', 'SpanStatusCode', 'trace'], types: ['Attributes', 'Span'] },
  typescript: `const tracer = trace.getTracer('{scope}');

type Step = IteratorResult<unknown>;
type Iteration = Generator<unknown> | AsyncGenerator<unknown>;
type Run<G = unknown> = () => G;
type Details = Attributes;

/**
 * Runs a generator inside a span, which is the active one in each step. The span begins with the first step, and ends
 * with the last one, with an error, or when whoever iterates stops.
 */
export function withIterationSpan<G>(name: string, fn: Run<G>): G;
export function withIterationSpan<G>(name: string, of: Details, fn: Run<G>): G;
export function withIterationSpan(name: string, ...args: unknown[]): unknown {
  const start = args[args.length - 1] as Run;
  const attributes = (args.length > 1 ? args[0] : {}) as Details;
  const span = tracer.startSpan(name, { attributes });
  const inside = trace.setSpan(context.active(), span);
  const iteration = start() as Iteration;
  const step = (run: () => unknown): unknown => {
    try {
      const result = context.with(inside, run);
      if (!(result instanceof Promise)) return settle(span, result as Step);
      return result.then(
        (value: Step) => settle(span, value),
        (error: unknown) => {
          fail(span, error);
          throw error;
        },
      );
    } catch (error) {
      fail(span, error);
      throw error;
    }
  };
  const steps: Record<PropertyKey, unknown> = {
    next: (...sent: [] | [unknown]) => step(() => iteration.next(...sent)),
    return: (value: unknown) => step(() => iteration.return(value)),
    throw: (error: unknown) => step(() => iteration.throw(error)),
    [Symbol.iterator]: () => steps,
    [Symbol.asyncIterator]: () => steps,
  };
  return steps;
}

function settle(span: Span, result: Step): Step {
  if (result.done) span.end();
  return result;
}

function textOf(error: unknown): string {
  const isObject = typeof error === 'object' && error !== null;
  return isObject && !('toString' in error) ? 'object' : String(error);
}

function fail(span: Span, error: unknown): void {
  const exception = error instanceof Error ? error : new Error(textOf(error));
  span.recordException(exception);
  span.setAttribute('error.type', exception.name);
  span.setStatus({ code: SpanStatusCode.ERROR, message: exception.message });
  span.end();
}
`,
  javascript: `/** @typedef {import('@opentelemetry/api').Span} Span */

const tracer = trace.getTracer('{scope}');

/**
 * Runs a generator inside a span, which is the active one in each step. The span begins with the first step, and ends
 * with the last one, with an error, or when whoever iterates stops.
 *
 * @template G
 * @param {string} name
 * @param {import('@opentelemetry/api').Attributes | (() => G)} of attributes of the span
 * @param {() => G} [inner]
 * @returns {G}
 */
function withIterationSpan(name, of, inner) {
  const start = inner || /** @type {any} */ (of);
  /** @type {any} */
  const attributes = inner ? of : {};
  const span = tracer.startSpan(name, { attributes });
  const inside = trace.setSpan(context.active(), span);
  const iteration = start();
  /** @param {() => any} run */
  const step = (run) => {
    try {
      const result = context.with(inside, run);
      if (!(result instanceof Promise)) return settle(span, result);
      return result.then(
        (value) => settle(span, value),
        (error) => {
          fail(span, error);
          throw error;
        },
      );
    } catch (error) {
      fail(span, error);
      throw error;
    }
  };
  /** @type {any} */
  const steps = {
    next: (/** @type {any[]} */ ...sent) => step(() => iteration.next(...sent)),
    return: (/** @type {any} */ value) => step(() => iteration.return(value)),
    throw: (/** @type {any} */ error) => step(() => iteration.throw(error)),
    [Symbol.iterator]: () => steps,
    [Symbol.asyncIterator]: () => steps,
  };
  return steps;
}

/**
 * @param {Span} span
 * @param {any} result
 */
function settle(span, result) {
  if (result.done) span.end();
  return result;
}

/** @param {unknown} error */
function textOf(error) {
  const isObject = typeof error === 'object' && error !== null;
  return isObject && !('toString' in error) ? 'object' : String(error);
}

/**
 * @param {Span} span
 * @param {unknown} error
 */
function fail(span, error) {
  const exception = error instanceof Error ? error : new Error(textOf(error));
  span.recordException(exception);
  span.setAttribute('error.type', exception.name);
  span.setStatus({ code: SpanStatusCode.ERROR, message: exception.message });
  span.end();
}
`,
};
