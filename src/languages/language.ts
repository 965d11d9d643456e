/** The small contract between the engine and a language's analysis. */
import type { Deployments } from '../model/deployment.js';
import type { FoundPackage, FoundService } from '../model/found-service.js';
import type { Diagnostic } from '../model/scan-report.js';
import type { Workspace } from '../model/source-file.js';

/**
 * Turns one file into facts: plain JSON that depends on the text and the path alone, so that the engine can run it in
 * a worker and cache the result by content hash.
 */
export interface Extractor<F> {
  /** Unique, for example `go-facts`. */
  id: string;
  /** Raise when the shape or the meaning of the facts changes: cached facts of another version are ignored. */
  version: number;
  /** What the facts depend on besides the file and the version, as JSON; facts of other settings are ignored. */
  settings?: string;
  /** Never throws on bad input: what is wrong becomes part of the facts. */
  extract(text: string, path: string): F;
}

/** Where an analysis gets facts from: in-process, from workers or from the cache. */
export interface FactSource {
  /** Facts of the given files; a file that cannot be read as text is absent and has its diagnostic already. */
  get<F>(extractor: Extractor<F>, paths: readonly string[]): Promise<ReadonlyMap<string, F>>;
}

/** What the user's `instrument.yaml` says about operations, already matched to names. */
export interface FlaggedOperation {
  /** Function name or glob, `Type.Method` for methods. */
  match: string;
  /** Service name or path glob; absent: every service. */
  service?: string;
}

export interface AnalysisInput {
  workspace: Workspace;
  deployments: Deployments;
  facts: FactSource;
  flagged: readonly FlaggedOperation[];
  /** Records a diagnostic; the analysis goes on. */
  report(diagnostic: Diagnostic): void;
}

export interface AnalysisResult {
  services: FoundService[];
  packages: FoundPackage[];
}

export type LanguageAnalysis = (input: AnalysisInput) => Promise<AnalysisResult>;
