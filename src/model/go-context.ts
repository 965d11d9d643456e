import type { GoHelper } from './go-wrap.js';

/**
 * How a Go library passes a context on, as plain data of its integration. Types are `path.Name`, import paths without
 * their major version.
 */
export interface GoContextUse {
  /**
   * Where a request's context comes from: type → what follows its value, for example `.Request.Context()`. A major version
   * in the path makes the entry hold for that one alone.
   */
  sources?: Readonly<Record<string, string>>;
  types?: readonly GoContextType[];
  functions?: readonly GoContextFunctions[];
  /**
   * Packages (and all below them) whose calls take a context first: where that is `context.Background()`, a request's takes
   * its place.
   */
  takenFirst?: readonly string[];
  /** Functions and methods that get a context and of which a span comes, once the library is instrumented; absent: none is known. */
  spans?: { packages: RegExp; calls: RegExp };
  /** Integrations whose spans these calls are, beside the one that declares this. */
  seenBy?: readonly string[];
}

/** The methods of one type. */
export interface GoContextType {
  type: string;
  /** A type of another library that it embeds, with all its methods. */
  embeds?: string;
  /** Method → its variant with a context. */
  variants?: Readonly<Record<string, GoContextVariant>>;
  /** A value of the type that holds the context: `db.Find()` → `db.WithContext(ctx).Find()`, before any of the methods. */
  bound?: { by: string; before: readonly string[] };
  /** The type of the first result by method; `*` for every other method. */
  gives?: Readonly<Record<string, string>>;
}

/** The functions of one package. */
export interface GoContextFunctions {
  package: string;
  /** The variants make spans by themselves, whatever else the service has, as long as the module has no match of this. */
  alone?: { unless: RegExp };
  variants?: Readonly<Record<string, GoContextVariant>>;
  gives?: Readonly<Record<string, string>>;
  /** The types that its variables point to, by name. */
  variables?: Readonly<Record<string, string>>;
}

/**
 * A method that takes the context first; `last` is one more argument behind the others. Where there is none, a helper of
 * ours: it takes the context, what the method is called on where it `takes` the receiver, and the arguments.
 */
export type GoContextVariant =
  | string
  | { to: string; last: string }
  | { helper: GoHelper; takes: 'receiver' | 'nothing' };
