/** The part of a patch that git writes for a file which is no text. */
import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~';
const BYTES_A_LINE = 52;
const NO_BLOB = '0'.repeat(40);

/** @returns the lines from `index` on, each with its end: what makes `after` of `before`, and the way back */
export function binaryPatch(before: Buffer | null, after: Buffer | null): string {
  return `index ${blobId(before)}..${blobId(after)}\nGIT binary patch\n${literal(after)}\n${literal(before)}\n`;
}

/** The name of the content in git. */
function blobId(bytes: Buffer | null): string {
  if (bytes === null) return NO_BLOB;
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

function literal(content: Buffer | null): string {
  const bytes = content ?? Buffer.alloc(0);
  const packed = deflateSync(bytes);
  let lines = `literal ${bytes.length}\n`;
  for (let at = 0; at < packed.length; at += BYTES_A_LINE)
    lines += `${line(packed.subarray(at, at + BYTES_A_LINE))}\n`;
  return lines;
}

/** The number of bytes as a letter, then five digits for four bytes. */
function line(bytes: Buffer): string {
  const length = bytes.length <= 26 ? 64 + bytes.length : 70 + bytes.length;
  const padded = Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
  let text = String.fromCharCode(length);
  for (let at = 0; at < padded.length; at += 4) text += fiveDigits(padded.readUInt32BE(at));
  return text;
}

function fiveDigits(value: number): string {
  let digits = '';
  for (let left = value, n = 0; n < 5; n++, left = Math.floor(left / 85)) digits = DIGITS[left % 85] + digits;
  return digits;
}
