/** What `apply` has to know of an instrumentation package of Node.js: data that the integration's file carries. */

/** A class that the SDK takes in its list of instrumentations. */
export interface NodeInstrumentation {
  /** npm name, for example `@opentelemetry/instrumentation-pg`. */
  package: string;
  /** The class, for example `PgInstrumentation`. */
  export: string;
  /**
   * What its constructor takes, as an object literal that is JavaScript and TypeScript alike, written with single quotes,
   * semicolons and two blanks: `{ requireParentSpan: true }`. Absent: its own defaults are safe.
   */
  options?: string;
  /** What to know before it goes live, for example that every command becomes a span. */
  notes?: readonly string[];
}
