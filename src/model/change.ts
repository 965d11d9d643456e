/** What `apply` would do to a tree, as plain data. */

/** Replaces `[start, end)` of a file's text, UTF-16 offsets into the decoded text without its BOM. */
export interface Edit {
  /** Relative to the root, POSIX. */
  file: string;
  start: number;
  end: number;
  text: string;
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
  edits: readonly Edit[];
  creates: readonly NewFile[];
  requires: readonly Requirement[];
  /** What the user should know, for example that a query can now be cancelled. */
  notes: readonly string[];
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
