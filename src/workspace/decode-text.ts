import { isAscii, isUtf8 } from 'node:buffer';

export type DecodeProblem = 'invalid-utf8' | 'binary-file';

/**
 * Bytes of a source file as text, without a byte order mark. Positions in the text are UTF-16 code units.
 * @returns text null for a binary file (a NUL byte); with `invalid-utf8` the bytes in question read as U+FFFD
 */
export function decodeText(bytes: Buffer): { text: string | null; problem?: DecodeProblem } {
  if (bytes.includes(0)) return { text: null, problem: 'binary-file' };
  if (isAscii(bytes)) return { text: bytes.toString('latin1') };
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const text = bytes.toString('utf8', start);
  return isUtf8(bytes) ? { text } : { text, problem: 'invalid-utf8' };
}
