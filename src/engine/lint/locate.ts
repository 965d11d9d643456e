/** From offsets to lines and columns. */
import type { DraftFinding, FixEdit } from '../../model/finding.js';
import type { Positions } from '../../model/positions.js';
import type { LocatedEdit, LocatedFinding } from './file-facts.js';

const EXCERPT = 240;

/** The line around an offset, without its end, shortened. */
export function lineAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const newline = text.indexOf('\n', offset);
  const line = text.slice(start, newline < 0 ? text.length : newline).replace(/\r$/, '');
  return line.length > EXCERPT ? line.slice(0, EXCERPT) : line;
}

export function locateFinding(
  rule: string,
  { at, message, related = [], fix, level, when, unless }: DraftFinding,
  text: string,
  positions: Positions,
): LocatedFinding {
  const start = positions.at(at.start);
  const end = positions.at(at.end);
  return {
    rule,
    message,
    ...start,
    endLine: end.line,
    endColumn: end.column,
    excerpt: lineAt(text, at.start),
    related: related.map((one) => ({ ...positions.at(one.at.start), message: one.message })),
    ...(fix === undefined
      ? {}
      : { fix: { ...fix, edits: fix.edits.map((edit) => locateEdit(edit, positions)) } }),
    ...(level === undefined ? {} : { level }),
    ...(when === undefined ? {} : { when }),
    ...(unless === undefined ? {} : { unless }),
  };
}

export function locateEdit({ start, end, text }: FixEdit, positions: Positions): LocatedEdit {
  const { line, column } = positions.at(start);
  const stop = positions.at(end);
  return { start, end, line, column, endLine: stop.line, endColumn: stop.column, text };
}
