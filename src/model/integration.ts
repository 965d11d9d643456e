/** A library that we know: how to find it and what instruments it. Scan, apply, trace and docs read these objects. */
import type { GoContextUse } from './go-context.js';
import type { GoUser } from './go-use.js';
import type { GoWrapper } from './go-wrap.js';
import type { NodeCompanion, NodeInstrumentation, NodeOption } from './node-instrumentation.js';
import type { Role, ServiceKind } from './scan-report.js';

export interface IntegrationBase {
  /** The id that users see; the file under `codemods/` has the same name. */
  id: string;
  title: string;
  /** One sentence for the docs page. */
  summary: string;
  /** The instrumentation library that we recommend for it; null when none is maintained. */
  instrumentation: string | null;
  /** Why there is no automatic rewrite (yet), for libraries that are only listed. */
  manual?: string;
  /** Where the facts come from. */
  links?: readonly string[];
}

/** Where values of a Go library are made or used. Import paths are written without their `/vN` part. */
export interface GoSites {
  package: string;
  /** Overrides the integration's role. */
  role?: Role;
  /** Package functions whose call is a site, for example `NewServer`. */
  calls?: readonly string[];
  /** Struct types whose literal or zero-valued variable is a site, for example `Server`. */
  literals?: readonly string[];
  /** Package variables whose use is a site, for example `DefaultClient`. */
  variables?: readonly string[];
  /** Methods whose call is a site, by the type that has them: `{ Writer: ['WriteMessages'] }`. */
  methods?: Readonly<Record<string, readonly string[]>>;
  /** Types of messages: taking one from a channel is a site. */
  received?: readonly string[];
  /**
   * Functions of generated code that imports the package, whose call is a site: the library is constructed there, but
   * the call is what users write. One `*` matches any part of the name.
   */
  generated?: readonly string[];
  /** What a program is that serves by one of these sites; `http` when absent. */
  kind?: ServiceKind;
  /** Where the value stands that decides, when not every argument matters. */
  decides?: {
    /** Field of the literal, for example `Handler`. */
    field: string;
    /** Index of the argument by function. */
    arguments: Readonly<Record<string, number>>;
    /** Package variable that stands in for an absent value, as `path.Name`. */
    otherwise: string;
  };
}

export interface GoIntegration extends IntegrationBase {
  language: 'go';
  role: Role;
  sites: readonly GoSites[];
  /** Methods that take messages or jobs when called on a value of this library: the program consumes. */
  consumes?: readonly string[];
  /** Calls that instrument a value of this library, with the name that the report gives them. */
  instrumentedBy: readonly GoInstrumenter[];
  /**
   * Methods by which the library calls a value of the user's own around its operations, such as `RoundTrip`: where one of
   * them starts a span, the user has written the instrumentation.
   */
  hooks?: readonly string[];
  /** How a bare site is instrumented; absent when that is left to the user, as `manual` says. */
  wrap?: GoWrapper;
  /** How its calls get the context of a request, so that their spans join its trace. */
  context?: GoContextUse;
  /** How a place is instrumented where messages are sent or taken. */
  use?: GoUser;
  /**
   * For frameworks that trace by themselves as soon as a configuration file of the service says so: the top-level key,
   * as in `Telemetry:`.
   */
  builtIn?: { by: string; setting: string };
}

export interface GoInstrumenter {
  /** Short name for the report, for example `otelhttp`. */
  by: string;
  /** Import path without its `/vN` part. */
  package: string;
  /** Functions that instrument what they take, or whose result does; absent: any function of the package. */
  funcs?: readonly string[];
  /** Methods that start the span of a message by hand, for example `WithProcessSpan`. */
  starts?: readonly string[];
  /** Functions that make a value that is instrumented already: sites of their own, for example `otelsql.Open`. */
  constructs?: readonly string[];
}

/**
 * What makes a Node site. A module ending in `*` matches any rest; the module `*` is any file of the repository's own
 * that does not exist (generated code). An export is the imported name, `default` for the default or `module.exports`
 * itself, a path for members (`NestFactory.create`, `()` for a call); `*Client` matches any name that ends so,
 * a trailing `**` any member path.
 */
export type NodePattern =
  /** `new X()`, `f()` (also `ns.f()`, and a plugin given to `register`), `class A extends X` */
  | { kind: 'new' | 'call' | 'extends'; module: string; exports: readonly string[]; role?: Role }
  /** `x.method()` where x comes (in whatever way) from the module */
  | { kind: 'method'; module: string; methods: readonly string[]; role?: Role }
  /** a call of a global such as `fetch` that the file does not shadow */
  | { kind: 'global'; name: string; role?: Role };

export interface NodeIntegration extends IntegrationBase {
  language: 'node';
  role: Role;
  /** npm names with the version range that the instrumentation supports, and why the bound exists. */
  packages: readonly { name: string; versions?: string; because?: string }[];
  sites: readonly NodePattern[];
  /** For clients that both send and receive: methods that tell which, wherever the service calls them. */
  uses?: readonly { method: string; role: Role }[];
  /** npm packages whose instrumentation classes cover this library, most usual first. */
  instrumentedBy: readonly NodeInstrumenter[];
  /** What has to be registered besides, for its spans to be whole. */
  also?: readonly NodeCompanion[];
  /** The spans that come out, for the docs page: kind and name. */
  spans?: readonly string[];
  /** True when `@opentelemetry/auto-instrumentations-node` includes it. */
  inAutoInstrumentations: boolean;
  /** The first version of `@opentelemetry/auto-instrumentations-node` that includes it no longer. */
  autoInstrumentationsBefore?: string;
}

/** `export` is a class or function that has to be constructed or called, for example `PgInstrumentation`. */
export interface NodeInstrumenter extends NodeInstrumentation {
  by: string;
  /** Preferred only when the service depends on this package, such as the driver below a query builder. */
  ifPresent?: string;
  /** `sdk`: in the SDK's list of instrumentations; `code`: used in the service's own code (a middleware, a plugin). */
  where: 'sdk' | 'code';
  /** How `apply` uses it in the code; absent: that is left to the user. */
  option?: NodeOption;
}
