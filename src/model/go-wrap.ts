/**
 * How a Go integration instruments one of its sites, as plain data: the integration says what, `languages/go/rewrite`
 * does it in whatever position the site stands. Code is Go text in which `@{path}` stands for the identifier of an
 * imported package (`@{name=path}` where the package's name does not follow from its path), and `@(name)` for the final
 * name of a helper.
 */

/** What an integration sees of a site. */
export interface GoWrapSite {
  /** Import path as the file writes it, major version included. */
  package: string;
  /** The major version that is part of the import path; 1 without one. */
  major: number;
  /** Function, type or variable of the package, for example `NewServer`. */
  symbol: string;
  kind: 'call' | 'literal' | 'zero' | 'variable';
  /** For a literal: its address is taken, `&T{…}`. */
  isPointer: boolean;
  /** For a variable without a value: it is given one somewhere. */
  isAssigned: boolean;
  /** For a variable: it is more than what a method is called on, so that its value goes by another name. */
  isKept: boolean;
  /** For a variable: whether the name that it is kept by gets this field in the same function. */
  setsLater(field: string): boolean;
  /** For a struct of the user's that holds the library's type by value: the field that the literal leaves out. */
  heldIn: string | null;
  arguments: readonly GoWrapArgument[];
  /** True when the last argument is followed by `...`. */
  spread: boolean;
  /** Value text by field of a keyed literal. */
  fields: ReadonlyMap<string, string>;
  /** Name of the service that it belongs to; the name of its package when several do. */
  service: string;
  /** The `go` line's minor version: 22 is `go 1.22` and `go 1.22.3`. */
  go: number;
  /** OpenTelemetry's minor version that the module will have: 45 is v1.45. */
  otel: number;
  /** Versions that the module requires now, by module path. */
  requires: ReadonlyMap<string, string>;
  /** The text of its file. */
  text: string;
  /** Whether an argument is, or comes from a variable that is, made at another site that is planned. */
  isFromSite(argument: number): boolean;
  /** Whether a Go file of the module, tests left out, has a match. */
  moduleMentions(pattern: RegExp): boolean;
  /**
   * For servers: whether a router that gets middleware of its own is behind it. `plain` is certain, `unknown` means that
   * the service has such routers and where they go cannot be told.
   */
  router: 'plain' | 'router' | 'unknown';
  /** For servers: the text that names the `*http.ServeMux` below their handler; null when that is the handler. */
  mux: string | null;
}

export interface GoWrapArgument {
  text: string;
  /** The value of a string literal. */
  literal: string | null;
}

/** A function of ours for one package, in a generated file. `@@` in its text is its name. */
export interface GoHelper {
  name: string;
  text: string;
  /** For one that several integrations use: the file that holds it, without `telemetry_`, and what that is for. */
  shared?: { stem: string; title: string };
  /** Helpers that its text mentions as `@(name)`. */
  uses?: readonly GoHelper[];
}

export type GoWrap = (
  | { kind: 'skip'; code: string; message: string; help: string }
  /** Another site's change covers it. */
  | { kind: 'covered' }
  /** One more argument for a variadic parameter; `element` is its type, for calls that spread a slice. */
  | { kind: 'append'; value: string; element: string }
  /** Puts an argument between two texts; `absent` stands for `nil`. */
  | { kind: 'argument'; index: number; before: string; after: string; absent?: string }
  /** Gives a struct field a value: what is there between two texts, or `absent`. */
  | { kind: 'field'; name: string; before: string; after: string; absent: string }
  /** Calls another function, with further arguments. */
  | { kind: 'callee'; to: string; extra: readonly string[] }
  /** As `callee`, and the old call becomes its argument: `to(inner(args), extra)`. */
  | { kind: 'inside'; to: string; inner: string; extra: readonly string[] }
  /** Calls a helper of the same signature. */
  | { kind: 'replace'; helper: GoHelper }
  /** Calls a helper in place of a variable of the package. */
  | { kind: 'value'; helper: GoHelper }
  /** Passes the result, for a literal what it makes, through a helper that takes and gives the same. */
  | { kind: 'pass'; helper: GoHelper }
  /** A statement after the construction, `$` is the variable; where none can stand, the result goes through a helper. */
  | { kind: 'use'; statement: string; helper: GoHelper }
  /** Puts an argument through a helper. */
  | { kind: 'argument-helper'; index: number; helper: GoHelper }
) & {
  /** Helpers that the code mentions as `@(name)`. */
  helpers?: readonly GoHelper[];
  notes?: readonly string[];
};

export type GoWrapper = (site: GoWrapSite) => GoWrap;

/** The versions that go together for one module of the user's. */
export interface GoVersions {
  /** OpenTelemetry's minor version: 45 is v1.45.0. */
  otel: number;
  /** What a reader of the change should know about the choice. */
  note?: string;
  /** Module and version of an import path; null when none fits, undefined when it needs none of ours. */
  versionOf(importPath: string): { module: string; version: string } | null | undefined;
}

/** What a go.mod says that matters for versions: its `go` line, and the modules that it requires. */
export interface GoModuleNeeds {
  go: string | null;
  requires: ReadonlyMap<string, string>;
}

/** Chooses versions for a `go` line and what is required already; a text says why none fit. */
export type ChooseGoVersions = (
  target: GoModuleNeeds & {
    /** Other modules that are built together with it. */
    beside?: readonly GoModuleNeeds[];
    /** The oldest Go that the repository says it builds the module with, and where; asked for when the `go` line is old. */
    builtWith?(): { minor: number; file: string } | null;
  },
) => GoVersions | string;

/** The SDK set-up that a service gets when it has none. */
export interface GoBootstrap {
  /**
   * Text of the generated file after its package clause; `@{path}` for imports; `@@State`, `@@Start`, `@@Stop` and `@@Flush` for what it declares, the last last.
   *
   * @param ownSetup the body of `@@Start` where the module has a set-up that is called instead
   */
  text(otel: number, ownSetup?: string): string;
  /** Calls that show that a module sets the SDK up itself. */
  present: RegExp;
}
