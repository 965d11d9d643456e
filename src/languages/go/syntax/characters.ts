/** 1 for an ASCII letter or underscore, 2 for a digit, 0 for everything else, by UTF-16 unit. */
export const WORD_CLASS = new Uint8Array(65536);
WORD_CLASS.fill(1, 0x41, 0x5b);
WORD_CLASS.fill(1, 0x61, 0x7b);
WORD_CLASS[0x5f] = 1;
WORD_CLASS.fill(2, 0x30, 0x3a);

const LETTER = /^\p{L}$/u;
const LETTER_OR_DIGIT = /^[\p{L}\p{Nd}]$/u;

/** Length in UTF-16 units of the character at `offset`. */
export function characterLength(text: string, offset: number): number {
  const point = text.codePointAt(offset);
  return point !== undefined && point > 0xffff ? 2 : 1;
}

/** True when a name can start at `offset`, where the text is not ASCII. https://go.dev/ref/spec#Identifiers */
export function isLetterAt(text: string, offset: number): boolean {
  const point = text.codePointAt(offset);
  return point !== undefined && point >= 0x80 && LETTER.test(String.fromCodePoint(point));
}

/** End of the name that has begun before `offset` and may hold characters beyond ASCII. */
export function wordEnd(text: string, offset: number): number {
  let i = offset;
  while (i < text.length) {
    const c = text.charCodeAt(i);
    if (c < 0x80) {
      if (WORD_CLASS[c] === 0) break;
      i++;
    } else {
      const length = characterLength(text, i);
      if (!LETTER_OR_DIGIT.test(text.slice(i, i + length))) break;
      i += length;
    }
  }
  return i;
}

/** Value of a hexadecimal digit, 16 for any other character or NaN. */
export function digitValue(c: number): number {
  if (c >= 0x30 && c <= 0x39) return c - 0x30;
  const lower = c | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x61 + 10 : 16;
}
