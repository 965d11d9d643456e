/** A business function that gets a span of its own (Layer 3), and how it came to that. */

/** `comment` above it, `operations:` of the configuration, `--flag` on the command line, `--suggest`. */
export type FlagOrigin = 'comment' | 'config' | 'flag' | 'suggested';

/** What the user asks a span for, before it is known which functions that names. Comments are found by the languages. */
export interface SpanRequest {
  origin: Exclude<FlagOrigin, 'comment'>;
  /** Function name or glob, `Type.Method` for methods: `chargePayment`, `Checkout.*`. */
  match: string;
  /** Name or path of a service, or a glob; absent: every service. */
  service?: string;
  /** Only the function that is declared there; line 1-based. */
  at?: { file: string; line: number };
  /** Absent: made from the function's name. */
  spanName?: string;
  /** Attribute name → expression in the function. */
  attributes: Readonly<Record<string, string>>;
  /** Of a suggestion: between 0 and 1, and why. */
  score?: number;
  reasons?: readonly string[];
}

export interface SpanAttribute {
  key: string;
  /** Code in the function. */
  expression: string;
}

/** A function, or a statement of one, that is flagged. */
export interface SpanOperation {
  /** As the scan calls it: `chargePayment`, `Checkout.Charge`. */
  name: string;
  /** Names of the services that reach it. */
  services: readonly string[];
  /** Relative to the root, POSIX. */
  file: string;
  /** 1-based. */
  line: number;
  spanName: string;
  /** Those that the span has, the user's and ours. */
  attributes: readonly SpanAttribute[];
  origin: FlagOrigin;
  score?: number;
  reasons?: readonly string[];
}
