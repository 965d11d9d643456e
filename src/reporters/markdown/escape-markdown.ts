import { printable } from '../shared/printable.js';

/** Text that shows as it is in GitHub markdown, also in a table: no markup, no HTML, no mention, no link to an issue. */
export function plain(text: string): string {
  return printable(text)
    .replace(/[\\`*_{}[\]<>|~#]/g, (character) => `&#${character.codePointAt(0)};`)
    .replace(/@(?=\w)/g, '@\u2060');
}

/** A code span. */
export function code(text: string): string {
  const safe = printable(text);
  const runs = [...safe.matchAll(/`+/g)].map(([run]) => run.length);
  const fence = '`'.repeat(Math.max(0, ...runs) + 1);
  const margin = runs.length > 0 ? ' ' : '';
  return `${fence}${margin}${safe}${margin}${fence}`;
}

/** Rows of a table with its head; cells are markdown already, but for their pipes. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
