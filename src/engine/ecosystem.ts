/** What a language's packages bring to an apply: their files, and whether the staged tree still builds. */
import type { CheckResult } from '../editing/bisect.js';
import type { VerificationStep } from '../model/apply-report.js';
import type { Change, FileChange } from '../model/change.js';
import type { EngineSkipCode } from '../model/engine-skip-codes.js';
import type { ApplyScene } from './apply-scene.js';

/** A change that is left out for a reason that is no failure. */
export interface LeftOut {
  change: Change;
  code: EngineSkipCode;
  /** Follows the change's title and a colon. */
  message: string;
}

export interface EcosystemScene {
  scene: ApplyScene;
  /** Empty, for what is temporary. */
  directory: string;
  onPhase(phase: string, done?: number, total?: number): void;
}

export interface Ecosystem {
  /** Whether this one has to do with the change; at most one of all has. */
  owns(change: Change): boolean;
  /** @param changes those it owns, at least one; @param sources the files as they make them */
  open(options: EcosystemScene, changes: readonly Change[], sources: readonly FileChange[]): Promise<Session>;
}

/** The work on one set of changes. */
export interface Session {
  /** Changes whose packages cannot be had, or not in versions that go together with what is there. */
  unmet(changes: readonly Change[]): Promise<LeftOut[]>;
  /**
   * The files that name packages and their versions, as the changes need them.
   * @param sources the other files as they will be
   * @returns instead, changes that turn out to be impossible: ask again without them
   */
  packageFiles(
    changes: readonly Change[],
    sources: readonly FileChange[],
  ): Promise<{ files: FileChange[] } | { leftOut: LeftOut[] }>;
  /** @returns null when nothing can be verified */
  openVerifier(files: readonly FileChange[]): Promise<Verifier | null>;
}

export interface Verdict extends CheckResult {
  steps: VerificationStep[];
}

/** Judges staged trees by the errors that the untouched one does not have. */
export interface Verifier {
  check(files: readonly FileChange[]): Promise<Verdict>;
  /** Errors of the untouched tree in what was looked at so far. */
  baselineErrors(): number;
  /** Why a change cannot be verified at all, when that is so. */
  unverifiable(change: Change): string | null;
  /** Files that the last check found to be needed besides. */
  moreFiles(): FileChange[];
  /** What was not looked at although it is changed, with the reason, for the user. */
  unchecked(): string[];
  /** Removes what it made to look at. */
  close(): Promise<void>;
}
