import type { FileChange } from '../model/change.js';

/** What is on disk for one of the texts of a change. */
export function fileBytes({ isBinary }: Pick<FileChange, 'isBinary'>, text: string): Buffer {
  return Buffer.from(text, isBinary ? 'latin1' : 'utf8');
}

/** The change from some bytes to others; null where there is no file. */
export function changeOfBytes(file: string, before: Buffer | null, after: Buffer | null): FileChange {
  const isBinary = [before, after].some((bytes) => bytes !== null && !isText(bytes));
  const textOf = (bytes: Buffer | null) => bytes?.toString(isBinary ? 'latin1' : 'utf8') ?? null;
  return { file, before: textOf(before), after: textOf(after), ...(isBinary ? { isBinary } : {}) };
}

function isText(bytes: Buffer): boolean {
  return Buffer.from(bytes.toString('utf8')).equals(bytes);
}
