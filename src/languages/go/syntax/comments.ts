import type { Range } from './ast.js';
import type { ParserState } from './parser-state.js';

/** Records the comment at `start`; gives the offset at which reading goes on. */
export function readComment(p: ParserState, start: number): number {
  const { text } = p;
  let end: number;
  let stop: number;
  if (text.charCodeAt(start + 1) === 47) {
    stop = lineCommentEnd(text, start);
    end = text.charCodeAt(stop - 1) === 13 ? stop - 1 : stop;
  } else {
    const close = start >= p.noCommentEndFrom ? -1 : text.indexOf('*/', start + 2);
    if (close === -1) {
      p.error(start, 'comment not terminated');
      p.unterminated = start;
      p.noCommentEndFrom = Math.min(p.noCommentEndFrom, start);
    }
    stop = close === -1 ? text.length : close + 2;
    end = stop;
  }
  p.comments.push({ start, end });
  return stop;
}

/** Offset of the newline, or of the end of the text, that ends the `//` comment at `start`. */
export function lineCommentEnd(text: string, start: number): number {
  const newline = text.indexOf('\n', start);
  return newline === -1 ? text.length : newline;
}

/**
 * The comment group that ends on the line above the current token, alone on its lines: its documentation.
 * Groups are parted by empty lines, and by a comment that follows the token before on the same line.
 */
export function leadComment(p: ParserState): Range | undefined {
  const { text, comments } = p;
  let first = p.commentsBefore;
  const last = comments.length - 1;
  if (last < first || newlines(text, comments[last]!.end, p.start) !== 1) return undefined;
  if (newlines(text, p.prevStart, comments[first]!.start) === 0 && p.prevEnd > 0) {
    do first++;
    while (first <= last && newlines(text, comments[first - 1]!.end, comments[first]!.start) === 0);
    if (first > last) return undefined;
  }
  let top = last;
  while (top > first && newlines(text, comments[top - 1]!.end, comments[top]!.start) <= 1) top--;
  return { start: comments[top]!.start, end: comments[last]!.end };
}

/** Text of the first `//go:build` line, and whether a line marks the file as generated, among comments above `end`. */
export function readFileHeader(
  p: ParserState,
  end: number,
): { buildConstraint: string | undefined; generated: boolean } {
  let buildConstraint: string | undefined;
  let generated = false;
  for (const comment of p.comments) {
    if (comment.start >= end) break;
    const body = p.text.slice(comment.start, comment.end);
    if (buildConstraint === undefined && /^\/\/go:build\s/.test(body)) buildConstraint = body.trimEnd();
    generated ||= /^\/\/ Code generated .* DO NOT EDIT\.\r?$/m.test(body);
  }
  return { buildConstraint, generated };
}

function newlines(text: string, start: number, end: number): number {
  let count = 0;
  for (let i = start; i < end; i++) if (text.charCodeAt(i) === 10) count++;
  return count;
}
