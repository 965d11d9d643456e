/** `//instrument:detached`: work that is meant to leave its trace. */
import type { Range } from '../syntax/ast.js';
import type { OpenFunction } from './go-function.js';

const DETACHED = /^\/\/\s*instrument:detached\b/;

/** Whether the line of a place, or a line of comments right above it, says that it is detached. */
export function isDetached({ source }: OpenFunction, { start }: Range): boolean {
  const { text, file } = source;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', start);
  const above = text.lastIndexOf('\n', lineStart - 2) + 1;
  return file.comments.some((comment) => {
    if (!DETACHED.test(text.slice(comment.start, comment.end))) return false;
    const isAbove = above <= comment.start && comment.end < lineStart;
    const isAlone = text.slice(above, comment.start).trim() === '';
    return (isAbove && isAlone) || (lineStart <= comment.start && (lineEnd < 0 || comment.start < lineEnd));
  });
}
