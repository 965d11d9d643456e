import { columnsOf, pad, wrap } from '../reporters/text/fit-text.js';
import { type Palette, palette } from '../reporters/text/palette.js';
import type { Block, Page } from './page.js';

const MAX_WIDTH = 110;
const GAP = 2;

/** A page for a terminal. */
export function pageText(page: Page, options: { color: boolean; width: number }): string {
  const style = palette(options.color);
  const width = Math.min(options.width, MAX_WIDTH);
  const heading = [codeSpans(style.title(page.title), style), style.dim(`${page.id} · ${page.group}`)];
  const parts = [heading, ...page.blocks.map((block) => blockLines(block, style, width))];
  return parts
    .map((lines, index) => `${lines.join('\n')}\n${page.blocks[index - 1]?.kind === 'heading' ? '' : '\n'}`)
    .join('')
    .replace(/\n+$/, '\n');
}

function blockLines(block: Block, style: Palette, width: number): string[] {
  switch (block.kind) {
    case 'heading':
      return [style.title(block.text)];
    case 'paragraph':
      return wrap(block.text, width).map((line) => codeSpans(line, style));
    case 'list':
      return block.items.flatMap((item, index) => {
        const bullet = block.ordered ? `${index + 1}. ` : '· ';
        const lines = wrap(item, width - 2 - bullet.length).map((line) => codeSpans(line, style));
        return lines.map((line, at) => `  ${at === 0 ? bullet : ' '.repeat(bullet.length)}${line}`);
      });
    case 'code':
      return block.text.split('\n').map((line) => `  ${style.command(line)}`.trimEnd());
    case 'table':
      return tableLines([block.head, ...block.rows], style, width);
  }
}

/** A table whose cells break into lines. The first row and the first column are titles. */
function tableLines(rows: readonly (readonly string[])[], style: Palette, width: number): string[] {
  const plain = rows.map((row) => row.map((cell) => cell.replaceAll('`', '')));
  const widths = cellWidths(plain, width);
  return plain.flatMap((row, rowIndex) => {
    const cells = row.map((cell, column) => wrap(cell, widths[column]!, true));
    const height = Math.max(...cells.map((lines) => lines.length));
    return Array.from({ length: height }, (_, line) =>
      cells
        .map((lines, column) => {
          const text = pad(lines[line] ?? '', widths[column]!);
          return rowIndex === 0 || column === 0 ? style.title(text) : text;
        })
        .join(' '.repeat(GAP))
        .trimEnd(),
    );
  });
}

/** Narrow columns get what they need; the wide ones share the rest. */
function cellWidths(rows: readonly (readonly string[])[], width: number): number[] {
  const needs = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => columnsOf(row[column] ?? ''))),
  );
  const widths = needs.map(() => 0);
  let left = width - GAP * (needs.length - 1);
  const narrowestFirst = needs.map((need, column) => ({ need, column })).sort((a, b) => a.need - b.need);
  for (const [index, { need, column }] of narrowestFirst.entries()) {
    const share = Math.max(1, Math.floor(left / (needs.length - index)));
    widths[column] = Math.min(need, share);
    left -= widths[column];
  }
  return widths;
}

function codeSpans(line: string, style: Palette): string {
  return line.replace(/`([^`]+)`/g, (_, code: string) => style.command(code));
}
