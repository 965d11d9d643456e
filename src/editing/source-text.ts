/** Files as text and back, byte for byte. */
import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';

const BOM = '\uFEFF';

/** The text of a file, split from what edits do not see. */
export interface SourceText {
  /** Without BOM; offsets into it are UTF-16 code units. */
  text: string;
  hasBom: boolean;
  /** The end of line that most of its lines have; `\n` when there is none. */
  eol: '\n' | '\r\n';
}

export type DecodeRefusal = 'invalid-utf8' | 'binary-file';

/** Decodes a file so that `encodeSource` gives the same bytes back; refuses what would not survive that. */
export function decodeSource(bytes: Uint8Array): SourceText | DecodeRefusal {
  if (bytes.includes(0)) return 'binary-file';
  if (!isUtf8(bytes)) return 'invalid-utf8';
  // Not TextDecoder: it would strip the BOM without telling.
  return splitSource(Buffer.from(bytes).toString('utf8'));
}

/** Splits a text that may begin with a BOM. */
export function splitSource(whole: string): SourceText {
  const hasBom = whole.startsWith(BOM);
  const text = hasBom ? whole.slice(1) : whole;
  return { text, hasBom, eol: commonEol(text) };
}

/** The whole text again, BOM included: its UTF-8 encoding is the file. */
export function joinSource(source: SourceText): string {
  return source.hasBom ? BOM + source.text : source.text;
}

/** SHA-256 of a file's bytes, in hex: what a plan remembers of a file that it was made from. */
export function contentHash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Gives a text written with `\n` (or anything) the wanted ends of line. */
export function withEol(text: string, eol: SourceText['eol']): string {
  return text.replace(/\r?\n/g, eol);
}

function commonEol(text: string): SourceText['eol'] {
  let crlf = 0;
  let all = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    all++;
    if (text[at - 1] === '\r') crlf++;
  }
  return crlf * 2 > all ? '\r\n' : '\n';
}
