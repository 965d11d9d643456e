/** Text as a program reads it, with the place in the file of each of its characters: a JSON string, a quoted shell word. */

export interface EmbeddedText {
  text: string;
  /** Offset in the file of each UTF-16 unit of the text, and of its end. */
  offsets: readonly number[];
  /** How a text has to be written to be read as it is, where this text stands. */
  encode(text: string): string;
}

/** A stretch of a file, read as it is written. */
export function plainText(file: string, start: number, end: number): EmbeddedText {
  const text = file.slice(start, end);
  return { text, offsets: indexes(start, text.length + 1), encode: (written) => written };
}

/** A part of a text. */
export function sliceOf(from: EmbeddedText, start: number, end: number): EmbeddedText {
  return {
    text: from.text.slice(start, end),
    offsets: from.offsets.slice(start, end + 1),
    encode: from.encode,
  };
}

/**
 * The content of a JSON or JavaScript string literal, without its quotes.
 * @param literal stretch of the file with the quotes
 */
export function stringContent(file: string, start: number, end: number): EmbeddedText | null {
  const quote = file[start];
  if (quote === undefined || file[end - 1] !== quote || end - start < 2) return null;
  const text: string[] = [];
  const offsets: number[] = [];
  for (let at = start + 1; at < end - 1; ) {
    const [read, length] = file[at] === '\\' ? escaped(file, at) : [file[at] ?? '', 1];
    if (read === null) return null;
    if (read !== '') {
      text.push(read);
      offsets.push(at);
    }
    at += length;
  }
  offsets.push(end - 1);
  const encode = (written: string) =>
    written.replace(/["'`\\]/g, (mark) => (mark === quote || mark === '\\' ? `\\${mark}` : mark));
  return { text: text.join(''), offsets, encode };
}

const SIMPLE: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', '\n': '' };

/** What an escape means, and how long it is; null for one that is not read here. */
function escaped(file: string, at: number): [string | null, number] {
  const mark = file[at + 1] ?? '';
  if (mark === 'u') {
    const code = /^[0-9a-fA-F]{4}$/.exec(file.slice(at + 2, at + 6))?.[0];
    return code === undefined ? [null, 2] : [String.fromCharCode(Number.parseInt(code, 16)), 6];
  }
  if (/[x0-9]/.test(mark)) return [null, 2];
  return [SIMPLE[mark] ?? mark, 2];
}

function indexes(start: number, length: number): number[] {
  return Array.from({ length }, (_, i) => start + i);
}
