/** Edits that add to calls and object literals. */
import { type AstNode, children } from '../facts/ast.js';
import { indentationAt, isFirstOnLine } from '../spans/line-layout.js';

export interface Insertion {
  start: number;
  end: number;
  text: string;
}

/** Behind the last property, on a line of its own where the others have theirs. */
export function intoObject(object: AstNode, text: string, property: string): Insertion {
  const last = children(object, 'properties').at(-1);
  if (last === undefined) return { start: object.start, end: object.end, text: `{ ${property} }` };
  const separator = isFirstOnLine(text, last.start) ? `,\n${indentationAt(text, last.start)}` : ', ';
  return { start: last.end, end: last.end, text: `${separator}${property}` };
}

/** The only argument of a call that has none, parentheses included where they are left out. */
export function intoCall(call: AstNode, text: string, argument: string): Insertion {
  const close = call.end - 1;
  return text[close] === ')'
    ? { start: close, end: close, text: argument }
    : { start: call.end, end: call.end, text: `(${argument})` };
}
