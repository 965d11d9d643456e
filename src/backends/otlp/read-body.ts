import type { Readable } from 'node:stream';
import { gunzipSync } from 'node:zlib';

/** No exporter sends batches near it; what is larger is refused before it fills memory. */
const LIMIT = 64 * 1024 * 1024;

/** Why a request is refused, with the HTTP status that says so. */
export class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** @throws Refusal for a body that is too large */
export async function readBody(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LIMIT) throw new Refusal(413, 'The request is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** @throws Refusal for an encoding other than gzip and for bytes that are not gzip */
export function decompress(body: Buffer, encoding: string | undefined): Buffer {
  if (encoding === undefined || encoding === '' || encoding === 'identity') return body;
  if (encoding !== 'gzip') throw new Refusal(415, `The encoding \`${encoding}\` is not supported; gzip is.`);
  try {
    return gunzipSync(body, { maxOutputLength: LIMIT });
  } catch {
    throw new Refusal(400, 'The body is not gzip.');
  }
}
