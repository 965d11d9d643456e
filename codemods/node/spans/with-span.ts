/** The helper that Layer 3 gives to a service: a span around a function, synchronous or not. */
import type { SpanHelper } from '#src/languages/node/spans/helper-file.js';

export const withSpan: SpanHelper = {
  file: 'with-span',
  exported: 'withSpan',
  imports: { values: ['diag', 'SpanStatusCode', 'trace'], types: ['Attributes', 'AttributeValue', 'Span'] },
  typescript: `const tracer = trace.getTracer('{scope}');

/** What a promise gives; what is no promise stays. */
type Settled<T> = T extends PromiseLike<infer Given> ? Given : T;

type Value = AttributeValue | undefined;
type ValueOf<T> = (result: Settled<T>) => Value;
type Run<T> = (span: Span) => T;

/** Attributes of a span. A function is given the result, once it is there. */
export type SpanDetails<T> = Record<string, Value | ValueOf<T>>;

/**
 * Runs a function inside a span. The span ends when the function has returned, or when the promise that it returned has
 * settled. An error is recorded and thrown on.
 */
export function withSpan<T>(name: string, fn: Run<T>): T;
export function withSpan<T>(name: string, of: SpanDetails<T>, fn: Run<T>): T;
export function withSpan<T>(name: string, of: unknown, inner?: Run<T>): T {
  const fn = inner ?? (of as Run<T>);
  const details = (inner ? of : {}) as SpanDetails<T>;
  const attributes: Attributes = {};
  const later: [string, ValueOf<T>][] = [];
  for (const [key, value] of Object.entries(details)) {
    if (typeof value === 'function') later.push([key, value]);
    else attributes[key] = value;
  }
  return tracer.startActiveSpan(name, { attributes }, (span): T => {
    let result: T;
    try {
      result = fn(span);
    } catch (error) {
      fail(span, error);
      throw error;
    }
    if (result instanceof Promise && isPlain(result)) {
      return result.then(
        (value: Settled<T>) => {
          succeed(span, later, value);
          return value;
        },
        (error: unknown) => {
          fail(span, error);
          throw error;
        },
      ) as unknown as T;
    }
    succeed(span, later, result as Settled<T>);
    return result;
  });
}

/** Promises that are lazy, or have methods of their own, stay as they are. */
function isPlain(result: object): boolean {
  const isOwn = Object.getPrototypeOf(result) === Promise.prototype;
  return isOwn && Object.getOwnPropertyNames(result).length === 0;
}

type Later<T> = readonly [string, ValueOf<T>][];

function succeed<T>(span: Span, later: Later<T>, result: Settled<T>): void {
  try {
    for (const [key, valueOf] of later) {
      const value = valueOf(result);
      if (value !== undefined) span.setAttribute(key, value);
    }
  } catch (error) {
    // An attribute that cannot be read is no reason to fail.
    diag.debug('An attribute of a span could not be read.', error);
  }
  span.end();
}

/** Errors that a span further in has recorded: one exception is told once. */
const recorded = new WeakSet<Error>();

function textOf(error: unknown): string {
  const isObject = typeof error === 'object' && error !== null;
  return isObject && !('toString' in error) ? 'object' : String(error);
}

function fail(span: Span, error: unknown): void {
  const exception = error instanceof Error ? error : new Error(textOf(error));
  if (!recorded.has(exception)) span.recordException(exception);
  recorded.add(exception);
  span.setAttribute('error.type', exception.name);
  span.setStatus({ code: SpanStatusCode.ERROR, message: exception.message });
  span.end();
}
`,
  javascript: `/** @typedef {import('@opentelemetry/api').Span} Span */
/** @typedef {[string, (result: any) => any][]} Later */

const tracer = trace.getTracer('{scope}');

/**
 * Runs a function inside a span. The span ends when the function has returned, or when the promise that it returned has
 * settled. An error is recorded and thrown on.
 *
 * @template T
 * @param {string} name
 * @param {Record<string, unknown> | ((span: Span) => T)} of attributes of the span; a
 * function among them is given the result, once it is there
 * @param {(span: Span) => T} [inner]
 * @returns {T}
 */
function withSpan(name, of, inner) {
  const fn = inner || /** @type {any} */ (of);
  const details = inner ? of : {};
  /** @type {Record<string, any>} */
  const attributes = {};
  /** @type {Later} */
  const later = [];
  for (const [key, value] of Object.entries(details)) {
    if (typeof value === 'function') later.push([key, value]);
    else attributes[key] = value;
  }
  return tracer.startActiveSpan(name, { attributes }, (span) => {
    let result;
    try {
      result = fn(span);
    } catch (error) {
      fail(span, error);
      throw error;
    }
    if (result instanceof Promise && isPlain(result)) {
      return /** @type {any} */ (
        result.then(
          (value) => {
            succeed(span, later, value);
            return value;
          },
          (error) => {
            fail(span, error);
            throw error;
          },
        )
      );
    }
    succeed(span, later, result);
    return result;
  });
}

/**
 * Promises that are lazy, or have methods of their own, stay as they are.
 *
 * @param {object} result
 */
function isPlain(result) {
  const isOwn = Object.getPrototypeOf(result) === Promise.prototype;
  return isOwn && Object.getOwnPropertyNames(result).length === 0;
}

/**
 * @param {Span} span
 * @param {Later} later
 * @param {unknown} result
 */
function succeed(span, later, result) {
  try {
    for (const [key, valueOf] of later) {
      const value = valueOf(result);
      if (value !== undefined) span.setAttribute(key, value);
    }
  } catch (error) {
    // An attribute that cannot be read is no reason to fail.
    diag.debug('An attribute of a span could not be read.', error);
  }
  span.end();
}

/** Errors that a span further in has recorded: one exception is told once. */
const recorded = new WeakSet();

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
  if (!recorded.has(exception)) span.recordException(exception);
  recorded.add(exception);
  span.setAttribute('error.type', exception.name);
  span.setStatus({ code: SpanStatusCode.ERROR, message: exception.message });
  span.end();
}
`,
};
