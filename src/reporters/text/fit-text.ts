import stringWidth from 'string-width';

const ASCII = /^[\x20-\x7e]*$/;
const graphemes = new Intl.Segmenter();

/** Columns that a text takes on a terminal. */
export function columnsOf(text: string): number {
  return ASCII.test(text) ? text.length : stringWidth(text);
}

/** Shortens a text to a width, at its end or, as for paths, at its start. */
export function shorten(text: string, width: number, keep: 'start' | 'end' = 'start'): string {
  if (columnsOf(text) <= width) return text;
  if (width <= 1) return '…'.slice(0, Math.max(0, width));
  const parts = [...graphemes.segment(text)].map((part) => part.segment);
  if (keep === 'end') parts.reverse();
  const kept: string[] = [];
  let used = 1;
  for (const part of parts) {
    used += columnsOf(part);
    if (used > width) break;
    kept.push(part);
  }
  return keep === 'end' ? `…${kept.reverse().join('')}` : `${kept.join('').trimEnd()}…`;
}

/** Fills a text with spaces up to a width. */
export function pad(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const space = ' '.repeat(Math.max(0, width - columnsOf(text)));
  return align === 'left' ? text + space : space + text;
}

/** Breaks a text into lines at spaces; a word that is wider than a line stands alone on its line, unless it may break. */
export function wrap(text: string, width: number, breakWords = false): string[] {
  const lines: string[] = [];
  let line = '';
  const words = text.split(' ').filter((word) => word !== '');
  for (const word of breakWords ? words.flatMap((one) => chunks(one, width)) : words) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && columnsOf(longer) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line];
}

function chunks(word: string, width: number): string[] {
  if (columnsOf(word) <= width) return [word];
  const parts = [''];
  for (const { segment } of graphemes.segment(word)) {
    if (columnsOf(parts.at(-1)! + segment) > width) parts.push('');
    parts[parts.length - 1] += segment;
  }
  return parts;
}
