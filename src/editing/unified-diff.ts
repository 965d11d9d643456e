/** What apply would change, as a patch that `git apply` takes. */
import { structuredPatch } from 'diff';
import type { FileChange } from '../model/change.js';
import { binaryPatch } from './binary-patch.js';
import { fileBytes } from './file-bytes.js';
import { quotePath } from './quote-path.js';

export interface DiffOptions {
  /** Unchanged lines around each change; 3 unless told. */
  context?: number;
}

interface Hunk {
  oldStart: number;
  oldLines: number;
  newStart: number;
  newLines: number;
  /** Each with its sign, without its `\n`. */
  lines: string[];
}

/** Differing lines past which the shortest diff costs more than it tells: what differs is then shown as one block. */
const MOST_DIFFERENCES = 2000;

/** The patch of several files, one after the other. */
export function unifiedDiffs(changes: readonly FileChange[], options: DiffOptions = {}): string {
  return changes.map((change) => unifiedDiff(change, options)).join('');
}

/**
 * The patch of one file, with `a/` and `b/` before its name; an empty text when nothing changes. Bytes are kept: CRLF, a
 * BOM, and a missing last end of line, which is marked; files that are no text as git encodes them.
 */
export function unifiedDiff(change: FileChange, options: DiffOptions = {}): string {
  const { before, after } = change;
  if (before === after) return '';
  if (change.isBinary) {
    const [old, now] = [before, after].map((text) => (text === null ? null : fileBytes(change, text)));
    return header(change, false) + binaryPatch(old ?? null, now ?? null);
  }
  const hunks = findHunks(before ?? '', after ?? '', options.context ?? 3);
  return header(change, hunks.length > 0) + hunks.map(hunkText).join('');
}

function header({ file, before, after }: FileChange, hasHunks: boolean): string {
  const [from, to] = [quotePath(`a/${file}`), quotePath(`b/${file}`)];
  const lines = [`diff --git ${from} ${to}`];
  if (before === null) lines.push('new file mode 100644');
  if (after === null) lines.push('deleted file mode 100644');
  if (hasHunks) {
    lines.push(`--- ${before === null ? '/dev/null' : closed(from)}`);
    lines.push(`+++ ${after === null ? '/dev/null' : closed(to)}`);
  }
  return `${lines.join('\n')}\n`;
}

/** A tab ends a name with spaces, as git writes it: other patch tools would stop at the first space. */
function closed(name: string): string {
  return name.includes(' ') ? `${name}\t` : name;
}

function findHunks(before: string, after: string, context: number): Hunk[] {
  const patch = structuredPatch('', '', before, after, '', '', { context, maxEditLength: MOST_DIFFERENCES });
  return patch ? patch.hunks : [oneHunk(before, after, context)];
}

function oneHunk(before: string, after: string, context: number): Hunk {
  const old = toLines(before);
  const now = toLines(after);
  const shorter = Math.min(old.length, now.length);
  let head = 0;
  while (head < shorter && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < shorter - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  const start = Math.max(0, head - context);
  const end = Math.max(0, tail - context);
  const lines = [
    ...old.slice(start, head).map((line) => ` ${line}`),
    ...old.slice(head, old.length - tail).map((line) => `-${line}`),
    ...now.slice(head, now.length - tail).map((line) => `+${line}`),
    ...old.slice(old.length - tail, old.length - end).map((line) => ` ${line}`),
  ];
  return {
    oldStart: start + 1,
    oldLines: old.length - end - start,
    newStart: start + 1,
    newLines: now.length - end - start,
    lines: lines.flatMap((line) =>
      line.endsWith('\n') ? [line.slice(0, -1)] : [line, '\\ No newline at end of file'],
    ),
  };
}

/** Lines with their `\n`. */
function toLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function hunkText({ oldStart, oldLines, newStart, newLines, lines }: Hunk): string {
  return `@@ -${range(oldStart, oldLines)} +${range(newStart, newLines)} @@\n${lines.join('\n')}\n`;
}

function range(start: number, count: number): string {
  // Of an empty range the line before it is named.
  if (count === 0) return `${start - 1},0`;
  return count === 1 ? `${start}` : `${start},${count}`;
}
