/** Offsets of the first character of every line of a text, in UTF-16 units. */
export type LineIndex = readonly number[];

/** A place in a file as people count: line and column from 1, the column in UTF-16 units. */
export interface Position {
  line: number;
  column: number;
}

/** Finds the lines of `text`. Make it when a position is first asked for, not while parsing. */
export function createLineIndex(text: string): LineIndex {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Line and column of `offset`; offsets outside the text count from its nearest line. */
export function positionAt(lines: LineIndex, offset: number): Position {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (lines[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: Math.max(0, offset - lines[low]!) + 1 };
}
