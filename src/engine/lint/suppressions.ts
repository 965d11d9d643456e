/** `//instrument:ignore <rule>[, rule] -- reason`: reading the comments of a file. */
import type { Positions } from '../../model/positions.js';
import type { CommentText, Suppression } from './file-facts.js';
import { lineAt, locateEdit } from './locate.js';

/** A file without this text has no suppression. */
export const MENTIONS_SUPPRESSION = /instrument:ignore/;

const COMMENT = /^\s*instrument:ignore(?![\w-])(.*)$/s;

/** The suppressions of a file, in order. */
export function readSuppressions(
  text: string,
  comments: readonly CommentText[],
  positions: Positions,
): Suppression[] {
  const ownLines = new Set(
    comments.filter((c) => standsAlone(text, c)).map((c) => positions.at(c.start).line),
  );
  return comments.flatMap((comment) => {
    const match = COMMENT.exec(comment.text);
    if (!match) return [];
    const [names = '', ...reason] = match[1]!.split(/\s--\s|\s--$|^--\s/);
    const { line, column } = positions.at(comment.start);
    const alone = standsAlone(text, comment);
    let target = positions.at(comment.end).line;
    // Comments stack: all that stand above a line are about that line.
    if (alone)
      do target++;
      while (ownLines.has(target));
    return [
      {
        line,
        column,
        endColumn: column + (comment.end - comment.start),
        excerpt: lineAt(text, comment.start),
        target,
        rules: names
          .split(',')
          .map((name) => name.trim())
          .filter((name) => name !== ''),
        reason: reason.join(' -- ').trim(),
        removal: locateEdit({ ...removedWith(text, comment, alone), text: '' }, positions),
      },
    ];
  });
}

function standsAlone(text: string, { start, end }: CommentText): boolean {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const newline = text.indexOf('\n', end);
  const after = text.slice(end, newline < 0 ? text.length : newline);
  return text.slice(lineStart, start).trim() === '' && after.trim() === '';
}

function removedWith(
  text: string,
  { start, end }: CommentText,
  alone: boolean,
): { start: number; end: number } {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  if (alone) {
    const newline = text.indexOf('\n', end);
    return { start: lineStart, end: newline < 0 ? text.length : newline + 1 };
  }
  const before = text.slice(lineStart, start);
  return { start: start - (before.length - before.trimEnd().length), end };
}
