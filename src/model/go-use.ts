/**
 * How a Go integration instruments the places where messages are sent and taken, as plain data: the integration says
 * what, `languages/go/rewrite` does it wherever the place is.
 */
import type { GoHelper, GoWrapArgument } from './go-wrap.js';

/** What an integration sees of such a place. */
export interface GoUseSite {
  /** Import path of the library, major version included. */
  package: string;
  major: number;
  type: string;
  /** Null where a value of the type is taken from a channel. */
  method: string | null;
  arguments: readonly GoWrapArgument[];
  spread: boolean;
  /** OpenTelemetry's minor version that the module will have: 45 is v1.45. */
  otel: number;
  /** Versions that the module requires now, by module path. */
  requires: ReadonlyMap<string, string>;
  /** True when some file of the module matches. */
  moduleHas(pattern: RegExp): boolean;
}

/** Where the messages are that a place gives. */
export type GoMessageSource =
  /** The first result of the call. */
  | { from: 'result' }
  /** The elements of the first result, which a loop takes. */
  | { from: 'elements' }
  /** A channel that a loop or `<-` takes from. */
  | { from: 'channel' }
  /** The first result is an interface; a type switch finds the messages by this type. */
  | { from: 'switch'; type: string }
  /** The argument is a function that gets them, as a parameter of this type. */
  | { from: 'callback'; argument: number; type: string };

export type GoUse =
  | { kind: 'skip'; code: string; message: string; help: string }
  /** Another place's change covers it. */
  | { kind: 'covered' }
  /** `x.M(a)` becomes `helper(ctx, x, a)`. The context is the call's first argument, or what the code around has. */
  | { kind: 'call'; helper: GoHelper; context: 'argument' | 'scope' }
  /** `x.M() <- value` becomes `x.M() <- helper(ctx, value)`. */
  | { kind: 'send'; helper: GoHelper }
  /**
   * The code that works on a message gets a context and a span: `ctx, span := start(ctx, message)`, and `fail(span, err)`
   * where it gives up.
   */
  | { kind: 'messages'; source: GoMessageSource; start: GoHelper; fail: GoHelper };

export type GoUser = (use: GoUseSite) => GoUse;
