/** A file of the workspace, as listed: nothing of its content. */
export interface ListedFile {
  /** Relative to the scanned root, POSIX. */
  path: string;
  /** Bytes. */
  size: number;
  /** Milliseconds since the epoch, fractional. */
  mtimeMs: number;
}

/** Reads workspace files for the analyses; the only way that they see the disk. */
export interface Workspace {
  /** Absolute path of the scanned root. */
  root: string;
  /** Every file that is not ignored, sorted by path. */
  files: readonly ListedFile[];
  /** The text of a listed file, UTF-8 (a BOM stripped), or null with a diagnostic recorded when it cannot be read as text. */
  read(path: string): string | null;
}
