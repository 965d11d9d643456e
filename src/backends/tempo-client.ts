/** Searches and reads traces of Tempo. https://grafana.com/docs/tempo/latest/api_docs/ */
import { z } from 'zod';
import type { ReceivedSpan } from '#src/model/received-span.js';
import { type Backend, BackendError, getJson } from './http-client.js';
import { readRequest } from './otlp/read-request.js';

const found = z.object({ traces: z.array(z.object({ traceID: z.string() })).default([]) });
const trace = z.union([
  z.object({ batches: z.array(z.unknown()) }).transform(({ batches }) => batches),
  z
    .object({ trace: z.object({ resourceSpans: z.array(z.unknown()) }) })
    .transform((one) => one.trace.resourceSpans),
  z.object({ resourceSpans: z.array(z.unknown()) }).transform(({ resourceSpans }) => resourceSpans),
]);

/**
 * Traces that a TraceQL query finds.
 *
 * @param seconds how far back
 * @throws BackendError
 */
export async function searchTraces(
  backend: Backend,
  query: string,
  { limit, seconds }: { limit: number; seconds: number },
): Promise<ReceivedSpan[][]> {
  const end = Math.floor(Date.now() / 1000);
  const parameters = new URLSearchParams({
    q: query,
    limit: `${limit}`,
    start: `${end - seconds}`,
    end: `${end}`,
  });
  const parsed = found.safeParse(await getJson(backend, `/api/search?${parameters}`));
  if (!parsed.success) throw new BackendError('not-json', "its answer is not one of Tempo's search API");
  const traces: ReceivedSpan[][] = [];
  for (const { traceID } of parsed.data.traces) traces.push(await readTrace(backend, traceID));
  return traces;
}

/** Tempo writes ids in base64 and kinds as names where OTLP/JSON has hexadecimal digits and numbers. */
async function readTrace(backend: Backend, id: string): Promise<ReceivedSpan[]> {
  const parsed = trace.safeParse(await getJson(backend, `/api/traces/${encodeURIComponent(id)}`));
  if (!parsed.success) throw new BackendError('not-json', "its answer is not one of Tempo's trace API");
  const text = JSON.stringify({ resourceSpans: parsed.data }, (key, value: unknown) => {
    if (typeof value !== 'string') return key === 'instrumentationLibrarySpans' ? undefined : value;
    if (/^(?:traceId|spanId|parentSpanId)$/.test(key)) return hexadecimal(value);
    if (key === 'kind') return KINDS.indexOf(value);
    if (key === 'code') return STATUSES.indexOf(value);
    return value;
  });
  try {
    return readRequest('traces', 'json', Buffer.from(text)).spans;
  } catch (error) {
    throw new BackendError('not-json', `a trace of its is not as expected: ${(error as Error).message}`);
  }
}

const KINDS = [
  'SPAN_KIND_UNSPECIFIED',
  'SPAN_KIND_INTERNAL',
  'SPAN_KIND_SERVER',
  'SPAN_KIND_CLIENT',
  'SPAN_KIND_PRODUCER',
  'SPAN_KIND_CONSUMER',
];
const STATUSES = ['STATUS_CODE_UNSET', 'STATUS_CODE_OK', 'STATUS_CODE_ERROR'];

function hexadecimal(id: string): string {
  return /^(?:[0-9a-f]{16}){1,2}$/i.test(id) ? id : Buffer.from(id, 'base64').toString('hex');
}

const tagValues = z.object({ tagValues: z.array(z.object({ value: z.string() })).default([]) });

/**
 * Values of `service.name` that Tempo holds.
 *
 * @throws BackendError
 */
export async function traceServices(backend: Backend, seconds: number): Promise<Set<string>> {
  const end = Math.floor(Date.now() / 1000);
  const parameters = new URLSearchParams({ start: `${end - seconds}`, end: `${end}` });
  const data = await getJson(backend, `/api/v2/search/tag/resource.service.name/values?${parameters}`);
  const parsed = tagValues.safeParse(data);
  if (!parsed.success) throw new BackendError('not-json', "its answer is not one of Tempo's tag API");
  return new Set(parsed.data.tagValues.map(({ value }) => value));
}
