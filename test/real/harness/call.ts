import { randomBytes } from 'node:crypto';
import type { Call } from './expectation.js';

export interface Sent {
  /** The trace that the caller says it is in. */
  traceId: string;
  spanId: string;
  status: number;
  body: string;
}

/** Sends one call as a client that traces: every span that it leads to belongs to the trace that it names. */
export async function send(port: number, { get, post, body }: Call): Promise<Sent> {
  const traceId = randomBytes(16).toString('hex');
  const spanId = randomBytes(8).toString('hex');
  const response = await fetch(`http://127.0.0.1:${port}${get ?? post}`, {
    method: get === undefined ? 'POST' : 'GET',
    headers: { traceparent: `00-${traceId}-${spanId}-01` },
    ...(body === undefined ? {} : { body }),
    signal: AbortSignal.timeout(300_000),
  });
  return { traceId, spanId, status: response.status, body: await response.text() };
}
