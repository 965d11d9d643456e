/** A service as a language's analysis found it: the input of the report and of the recommendation. */

import type { ManualSpan, Operation, PackageKind, Role, ServiceKind, SiteUse } from './scan-report.js';
import type { SetUpProblem } from './set-up-problem.js';

export interface FoundSite {
  /** Integration id, for example `net/http-server`. */
  id: string;
  role: Role;
  file: string;
  /** 1-based. */
  line: number;
  /** 1-based, UTF-16 code units. */
  column: number;
  instrumented: boolean;
  /** What instruments it, for example `otelhttp`; absent when bare. */
  by?: string;
  why: string;
  /** `file:line` of the servers and routers that hand it their requests. */
  within?: readonly string[];
  /** Set where a library's value is used rather than constructed. */
  use?: SiteUse;
}

export interface FoundService {
  name: string;
  /** Directory of the service, relative to the scanned root, POSIX; `.` for the root itself. */
  path: string;
  language: string;
  supported: boolean;
  kind: ServiceKind;
  entrypoints: string[];
  /** Source files with code of it that can run; [] where the language is not read in depth. */
  files: readonly string[];
  sites: FoundSite[];
  spans: ManualSpan[];
  operations: Operation[];
  /** Functions that would be operations, and have their span already. */
  spannedOperations?: Operation[];
  otherTracers: string[];
  /** HTTP routes and RPC methods served, for example `POST /checkout`, with the place that registers them. */
  routes: { route: string; file: string; line: number }[];
  /** What is wrong with how its telemetry is set up. */
  problems?: readonly SetUpProblem[];
  /** Only for unsupported languages: the `file:line` in a manifest or start command that shows OpenTelemetry. */
  manifestOtel?: string;
}

export interface FoundPackage {
  path: string;
  language: string;
  why: PackageKind;
}
