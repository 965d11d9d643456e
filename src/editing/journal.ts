/** What is written down before a tree is changed: enough to take every step back. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type FileMode, syncDirectory, writeDurably } from './durable-write.js';
import { contentHash } from './source-text.js';

/** A file's bytes and what it keeps besides. */
export interface FileContent {
  bytes: Buffer;
  keep: FileMode;
}

/** One file to change; null stands for "does not exist". */
export interface FileWrite {
  /** Relative to the root, POSIX. */
  file: string;
  before: FileContent | null;
  /** A null `keep` gives it the mode and owner of any new file. */
  after: { bytes: Buffer; keep: FileMode | null } | null;
}

export interface JournalEntry {
  file: string;
  /** Name of the file beside it in which the new bytes are prepared. */
  temporary: string;
  before: { hash: string; keep: FileMode; offset: number; length: number } | null;
  after: { hash: string } | null;
}

export interface Journal {
  version: 1;
  kind: 'apply' | 'undo';
  /** Absolute, without symbolic links. */
  root: string;
  /** ISO 8601. */
  startedAt: string;
  /** That did not exist before and are made, parents first; relative to the root. */
  directories: string[];
  entries: JournalEntry[];
}

const JOURNAL = 'journal.json';
const BLOB = 'before.bin';

/** A journal, and the old bytes of its files one after the other. */
export interface JournalDraft {
  journal: Journal;
  blob: Buffer;
}

/** Draws up the journal of a list of writes. */
export function draftJournal(
  header: Pick<Journal, 'kind' | 'root' | 'directories'>,
  writes: readonly FileWrite[],
): JournalDraft {
  const token = randomBytes(6).toString('hex');
  let offset = 0;
  const entries = writes.map(({ file, before, after }, index): JournalEntry => {
    const start = offset;
    offset += before?.bytes.length ?? 0;
    return {
      file,
      temporary: `.instrument-${token}-${index}.tmp`,
      before: before
        ? { hash: contentHash(before.bytes), keep: before.keep, offset: start, length: before.bytes.length }
        : null,
      after: after ? { hash: contentHash(after.bytes) } : null,
    };
  });
  return {
    journal: { version: 1, ...header, startedAt: new Date().toISOString(), entries },
    blob: Buffer.concat(writes.map((write) => write.before?.bytes ?? Buffer.alloc(0))),
  };
}

/** Puts a journal on disk at once: a reader finds all of it or nothing. */
export async function writeJournal(
  path: string,
  { journal, blob }: JournalDraft,
  onStep: () => void,
): Promise<void> {
  const draft = `${path}.new-${randomBytes(6).toString('hex')}`;
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  await writeDurably(join(draft, BLOB), blob, null);
  onStep();
  await writeDurably(join(draft, JOURNAL), Buffer.from(JSON.stringify(journal)), null);
  syncDirectory(draft);
  onStep();
  renameSync(draft, path);
  syncDirectory(dirname(path));
}

/**
 * @returns null when there is no journal at this path
 * @throws when a later version of the tool has written it
 */
export function readJournal(path: string): Journal | null {
  let text: string;
  try {
    text = readFileSync(join(path, JOURNAL), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const journal = JSON.parse(text) as Journal;
  if (journal.version !== 1) throw new Error(`${join(path, JOURNAL)} is of a later version of instrument`);
  return journal;
}

/**
 * The old bytes of a journal's files, by path; null for files that did not exist.
 * @throws when the kept bytes are damaged
 */
export function readBefore(path: string, journal: Journal): Map<string, FileContent | null> {
  const blob = readFileSync(join(path, BLOB));
  return new Map(
    journal.entries.map(({ file, before }) => {
      if (before === null) return [file, null];
      const bytes = blob.subarray(before.offset, before.offset + before.length);
      if (contentHash(bytes) !== before.hash) throw new Error(`${join(path, BLOB)} is damaged`);
      return [file, { bytes, keep: before.keep }];
    }),
  );
}

/** Removes a journal at once, then its bytes. */
export function removeJournal(path: string): void {
  const trash = `${path}.old-${randomBytes(6).toString('hex')}`;
  renameSync(path, trash);
  syncDirectory(dirname(path));
  rmSync(trash, { recursive: true, force: true });
}
