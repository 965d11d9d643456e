import { printable } from '../shared/printable.js';
import { columnsOf, pad, shorten } from './fit-text.js';

export interface Column {
  title?: string;
  align?: 'left' | 'right';
  /** The width that it may shrink to when the table is too wide; absent: it never shrinks. */
  min?: number;
  /** The width that it keeps as long as others can shrink to theirs. */
  wish?: number;
  /** What stays when a cell is shortened: its start, or its end as for paths. */
  keep?: 'start' | 'end';
}

export interface Cell {
  text: string;
  style?: (text: string) => string;
}

export interface TableLayout {
  columns: readonly Column[];
  rows: readonly (readonly Cell[])[];
  width: number;
  indent?: number;
  /** How the titles look; without it there is no line of titles. */
  titleStyle?: (text: string) => string;
}

const GAP = 2;

/** Lines of a table that fits the width: columns that may shrink do so, the last of them first. */
export function textTable({ columns, rows, width, indent = 2, titleStyle }: TableLayout): string[] {
  const titles = columns.map((column) => ({
    text: column.title ?? '',
    ...(titleStyle ? { style: titleStyle } : {}),
  }));
  const shown = (titleStyle ? [titles, ...rows] : [...rows]).map((row) =>
    row.map((cell) => ({ ...cell, text: printable(cell.text) })),
  );
  const widths = columnWidths(columns, shown, width - indent - GAP * (columns.length - 1));
  return shown.map((row) => {
    const cells = row.map((cell, index) => {
      const text = shorten(cell.text, widths[index]!, columns[index]!.keep);
      const padded = pad(text, widths[index]!, columns[index]!.align);
      const style = cell.style ?? ((plain: string) => plain);
      return padded.replace(text, () => style(text));
    });
    return `${' '.repeat(indent)}${cells.join(' '.repeat(GAP))}`.trimEnd();
  });
}

function columnWidths(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  available: number,
): number[] {
  const widths = columns.map((_, index) =>
    Math.max(0, ...rows.map((row) => columnsOf(row[index]?.text ?? ''))),
  );
  let excess = widths.reduce((sum, width) => sum + width, 0) - available;
  const shrink = (limitOf: (column: Column) => number | undefined) => {
    for (let index = columns.length - 1; index >= 0 && excess > 0; index -= 1) {
      const limit = limitOf(columns[index]!) ?? widths[index]!;
      const cut = Math.min(excess, Math.max(0, widths[index]! - limit));
      widths[index]! -= cut;
      excess -= cut;
    }
  };
  shrink((column) => column.wish ?? column.min);
  shrink((column) => column.min);
  return widths;
}
