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
  /** Other exports of the package that the options mention. */
  uses?: readonly string[];
  /**
   * Declarations that the options mention, written like them; instrumentations may share some. What only TypeScript takes
   * stands in comments, as in `(url/*ts: string*\/)`.
   */
  preamble?: readonly string[];
  /** What the preamble mentions of other packages. */
  needs?: readonly { package: string; exports: readonly string[] }[];
  /** What stands in the list instead of a new instance, by names that the preamble declares. */
  element?: string;
  /** The library that the class of the preamble itself hooks: there is no package for that. */
  hooks?: string;
  /** What to know before it goes live, for example that every command becomes a span. */
  notes?: readonly string[];
}

/** For a library that takes its instrumentation in the options with which it is made. */
export interface NodeOption {
  property: string;
  /** What the property is, in JavaScript: `@@` stands for the instrumenter's export. */
  value: string;
  /** Index of the options among the arguments, by class. */
  argument: Readonly<Record<string, number>>;
}

/** An instrumentation that a library needs besides its own, for example that of the server below a framework. */
export interface NodeCompanion extends NodeInstrumentation {
  /** Only when the service depends on this package. */
  ifPresent?: string;
}

/** Versions that go together. */
export interface NodeVersions {
  /** Range for package.json; null for a package that is not known or has no version that fits. */
  rangeOf(name: string): string | null;
}

/** What is known of the Node.js that runs a service. */
export interface NodeTarget {
  /** `engines.node` of its package.json; null when it says nothing. */
  engines: string | null;
  /** Versions that images and version files name, as full versions; a major alone stands for its last release. */
  pinned: readonly string[];
  /** Ranges of the packages that the service depends on already. */
  present: ReadonlyMap<string, string>;
}

/** @returns a text that says why there are none */
export type ChooseNodeVersions = (target: NodeTarget) => NodeVersions | string;

/** The key under which a set-up that registers an instrumentation is known. */
export function registrationOf({
  package: name,
  hooks,
}: Pick<NodeInstrumentation, 'package' | 'hooks'>): string {
  return hooks === undefined ? name : `${name} for ${hooks}`;
}

/** A declaration as one language has it; empty where it is for the other alone. */
export function inLanguage(preamble: string, typescript: boolean): string {
  return preamble.replace(/\/\*ts ?([\s\S]*?)\*\//g, typescript ? '$1' : '');
}

/** What package.json needs for an instrumentation. */
export function packagesOf({ package: name, needs = [] }: NodeInstrumentation): string[] {
  return [name, ...needs.map((need) => need.package)];
}
