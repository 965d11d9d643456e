/** Lines of a text: where they begin, how they are indented, and which must not be moved. */

import type { TextRange } from '../../../model/finding.js';
import { type AstNode, isNode } from '../facts/ast.js';

export const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;

/** The offset of the line break that ends the line of an offset, a carriage return included; or the end of the text. */
export function lineEnd(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  if (at === -1) return text.length;
  return text[at - 1] === '\r' && at - 1 >= offset ? at - 1 : at;
}

export const indentationAt = (text: string, offset: number): string =>
  /^[ \t]*/.exec(text.slice(lineStart(text, offset)))?.[0] ?? '';

/** Whether nothing but white space stands before an offset on its line. */
export const isFirstOnLine = (text: string, offset: number): boolean =>
  text.slice(lineStart(text, offset), offset).trim() === '';

/** The beginnings of the lines after `start` up to `end` that may get more indentation: blank and fixed ones left out. */
export function movableLines(
  text: string,
  { start, end }: TextRange,
  fixed: readonly TextRange[],
): readonly number[] {
  const starts: number[] = [];
  for (let at = text.indexOf('\n', start); at !== -1 && at + 1 < end; at = text.indexOf('\n', at + 1)) {
    const begin = at + 1;
    const isBlank = text.slice(begin, lineEnd(text, begin)).trim() === '';
    if (!isBlank && !fixed.some((range) => range.start < begin && begin <= range.end)) starts.push(begin);
  }
  return starts;
}

/**
 * Ranges whose line breaks belong to a value or to a drawing: templates, strings and JSX text that go on, and block
 * comments without a star at the beginning of each line.
 */
export function fixedRanges(text: string, within: AstNode, comments: readonly TextRange[]): TextRange[] {
  const ranges: TextRange[] = [];
  const visit = (node: AstNode): void => {
    const isText = node.type === 'TemplateElement' || node.type === 'JSXText' || node.type === 'Literal';
    if (isText && text.slice(node.start, node.end).includes('\n')) ranges.push(node);
    for (const value of Object.values(node))
      for (const item of Array.isArray(value) ? value : [value]) if (isNode(item)) visit(item);
  };
  visit(within);
  const drawings = comments.filter(({ start, end }) => {
    if (start < within.start || end > within.end) return false;
    const [, ...rest] = text.slice(start, end).split('\n');
    return rest.some((line) => !/^\s*\*/.test(line));
  });
  return [...ranges, ...drawings];
}
