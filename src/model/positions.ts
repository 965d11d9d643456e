/** Lines and columns of offsets, 1-based, in UTF-16 code units. */
export interface Positions {
  at(offset: number): { line: number; column: number };
}

export function createPositions(text: string): Positions {
  const starts = [0];
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1);
  return {
    at(offset) {
      let low = 0;
      let high = starts.length;
      while (low + 1 < high) {
        const middle = (low + high) >> 1;
        if (starts[middle]! <= offset) low = middle;
        else high = middle;
      }
      return { line: low + 1, column: offset - starts[low]! + 1 };
    },
  };
}
