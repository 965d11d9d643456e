/** What one function does, resolved against the whole program: the input of reachability and of the verdicts. */
import type { Role, ServiceKind, SiteUse } from '#src/model/scan-report.js';
import type { GoFunction } from './program.js';

/** A node of the flow graph: a variable, field, parameter, result, or the value of one expression. 0 is nothing. */
export type Node = number;

export interface SummarySite {
  /** Index of the integration in the list that the analysis got. */
  integration: number;
  role: Role;
  /** What a program is that serves by it. */
  kind: ServiceKind;
  fn: GoFunction;
  line: number;
  column: number;
  /** Set where a value is used rather than constructed. */
  use: SiteUse | null;
  /** Holds whatever was given to the construction; for a use, the value that is used. */
  given: Node;
  /** The constructed value; for a use, what it gives. */
  value: Node;
  /** True when what is called is itself an instrumented constructor, for example `otelsql.Open`. */
  constructedBy: string | null;
  /** Set when the deciding argument was absent or nil: node of the library's default (`DefaultServeMux`). */
  fallback: Node;
}

export interface SummaryInstrumenter {
  /** `path.Function`, import path without major version. */
  symbol: string;
  node: Node;
  /** Nodes of its arguments. */
  args: Node[];
  line: number;
}

export interface SummarySpan {
  name: string | null;
  line: number;
}

export interface SummaryRoute {
  /** The router or mux that it is registered on. */
  target: Node;
  /** Its package without a major version; null when it may be something else. */
  router: string | null;
  /** `METHOD /path`, or the path alone; null when it is not constant. */
  route: string | null;
  /** Nodes of what handles it. */
  handlers: Node[];
  line: number;
}

export interface FunctionSummary {
  fn: GoFunction;
  /** Functions that it calls or mentions. */
  refs: GoFunction[];
  /** Names of methods that it calls on values whose type is an interface or unknown. */
  dynamic: string[];
  /** `path.Type` of first-party types that it makes values of. */
  makes: string[];
  /** `path.Type` of first-party types whose values it hands to libraries: their exported methods can be called. */
  escapes: string[];
  /** Import paths of library packages that it uses, with the line of the first use. */
  libraries: Map<string, number>;
  /** `path.Function` of library calls. */
  calls: Map<string, number>;
  sites: SummarySite[];
  instrumenters: SummaryInstrumenter[];
  spans: SummarySpan[];
  routes: SummaryRoute[];
  /** Lines of calls that take messages, and of loops without end. */
  consumes: { integration: number; line: number }[];
  loops: number[];
  /**
   * Triples (from, to, call): the same value. The call is the number of the one that the value goes into as an
   * argument, that number negated where it comes out as a result, 0 otherwise.
   */
  moves: number[];
  /** Triples like those of `moves`: `to` holds or was changed by `from`. */
  contains: number[];
}
