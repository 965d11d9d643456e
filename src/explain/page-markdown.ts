import { columnsOf, pad } from '../reporters/text/fit-text.js';
import type { Block, Page } from './page.js';

/** A page as markdown. Its text is ours and in markdown's own notation, so nothing is escaped but pipes in tables. */
export function pageMarkdown(page: Page): string {
  return `# ${page.title}\n\n\`${page.id}\` · ${page.group}\n\n${blocksMarkdown(page.blocks, 2)}\n`;
}

/** Blocks as markdown with headings of the given level. */
export function blocksMarkdown(blocks: readonly Block[], level: number): string {
  return blocks.map((block) => blockMarkdown(block, level)).join('\n\n');
}

function blockMarkdown(block: Block, level: number): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(level)} ${block.text}`;
    case 'paragraph':
      return block.text;
    case 'list':
      return block.items.map((item, index) => `${block.ordered ? `${index + 1}.` : '-'} ${item}`).join('\n');
    case 'code':
      return `\`\`\`${block.language}\n${block.text}\n\`\`\``;
    case 'table':
      return tableMarkdown([block.head, ...block.rows]);
  }
}

/** A table whose columns are aligned, as formatters want it. */
function tableMarkdown(rows: readonly (readonly string[])[]): string {
  const escaped = rows.map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = escaped[0]!.map((_, column) =>
    Math.max(3, ...escaped.map((row) => columnsOf(row[column] ?? ''))),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => pad(cell, widths[column]!)).join(' | ')} |`;
  const [head = [], ...body] = escaped.map(line);
  return [head, line(widths.map((width) => '-'.repeat(width))), ...body].join('\n');
}
