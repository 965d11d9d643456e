/** What `apply` would do to a tree, as plain data. */
import type { SpanOperation } from './span-operation.js';

/** Replaces `[start, end)` of a file's text, UTF-16 offsets into the decoded text without its BOM. */
export interface Edit {
  /** Relative to the root, POSIX. */
  file: string;
  start: number;
  end: number;
  /** `\n` in it becomes the file's own end of line. */
  text: string;
  /**
   * Only for an insertion that is one of a list which several changes may add to: an import, an option. Insertions at
   * one offset stand in this order (by code units), the same text is inserted once. Without it they stand by the id of
   * their change, and texts that open or close a bracket are never taken for shared.
   */
  order?: string;
}

/** A file that does not exist yet. */
export interface NewFile {
  file: string;
  text: string;
}

/** A package that the changed code needs. */
export interface Requirement {
  ecosystem: 'go' | 'npm';
  name: string;
  version: string;
  /** Directory of the go.mod or package.json, relative to the root. */
  directory: string;
}

/** All that belongs together: it is applied whole or not at all. */
export interface Change {
  /** Stable, for example `go:net/http-server:cmd/api/main.go:31`. */
  id: string;
  title: string;
  /** Names of the services that it affects. */
  services: readonly string[];
  /** Integration id, `bootstrap`, or an operation's name. */
  subject: string;
  /** Of Layer 3: the operation that gets a span. */
  operation?: SpanOperation;
  edits: readonly Edit[];
  creates: readonly NewFile[];
  /** Files that go; absent: none. Nothing else may edit them. */
  removes?: readonly string[];
  requires: readonly Requirement[];
  /** What the user should know, for example that a query can now be cancelled. */
  notes: readonly string[];
  /** Ids of changes without which it is of no use: it goes through when one of them does. Absent: it stands by itself. */
  restsOn?: readonly string[];
}

/** `planned` until it is written; `stale`: a file is no longer what the change was made for. */
export type ChangeStatus = 'applied' | 'planned' | 'conflict' | 'stale' | 'failed';

export type ChangeProblemCode =
  /** Its edits overlap with each other or with an earlier change's. */
  | 'overlap'
  /** An offset outside the text, or inside a character. */
  | 'bad-offset'
  /** Not a relative POSIX path below the root, or inside `.git`. */
  | 'unsafe-path'
  | 'invalid-utf8'
  | 'binary-file'
  /** The file differs from what the plan was made from. */
  | 'changed-since-plan'
  | 'missing-file'
  /** The file to create is already there. */
  | 'file-exists'
  /** Verification found errors that this change brings. */
  | 'breaks-build';

/** Why a change is not made. */
export interface ChangeProblem {
  code: ChangeProblemCode;
  /** Null when it is in no single file. */
  file: string | null;
  message: string;
  /** Id of the earlier change that it collides with. */
  conflictsWith?: string;
}

export interface ChangeOutcome {
  change: Change;
  status: ChangeStatus;
  problem?: ChangeProblem;
}

/** A file before and after, as text that encodes to its bytes exactly: UTF-8, a BOM as U+FEFF, unless it is binary. */
export interface FileChange {
  /** Relative to the root, POSIX. */
  file: string;
  /** Null when it does not exist yet. */
  before: string | null;
  /** Null when it is removed. */
  after: string | null;
  /** Each character of the texts is a byte: one of the two, or both, is no UTF-8. */
  isBinary?: boolean;
}

/** A site that is left alone, and why. */
export interface Skip {
  code: string;
  service: string;
  file: string;
  /** 1-based. */
  line: number;
  message: string;
  help: string;
}
