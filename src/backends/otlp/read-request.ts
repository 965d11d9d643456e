/** Export requests in either encoding become plain values. */
import { z } from 'zod';
import type { AttributeValue, ReceivedSpan, SpanAttributes } from '#src/model/received-span.js';
import { decodeMessage, type RequestType } from './messages.js';

export type Signal = 'traces' | 'metrics' | 'logs';

export interface ReceivedBatch {
  spans: ReceivedSpan[];
  metrics: number;
  logRecords: number;
}

const REQUESTS: Readonly<Record<Signal, RequestType>> = {
  traces: 'TraceRequest',
  metrics: 'MetricsRequest',
  logs: 'LogsRequest',
};

/**
 * @param encoding `json` is OTLP/JSON: hexadecimal ids, numbers for enums, text or numbers for 64-bit integers
 * @throws Error that says what is wrong with the body
 */
export function readRequest(signal: Signal, encoding: 'protobuf' | 'json', body: Uint8Array): ReceivedBatch {
  const data: unknown =
    encoding === 'json'
      ? JSON.parse(Buffer.from(body).toString('utf8'))
      : decodeMessage(REQUESTS[signal], body);
  const batch: ReceivedBatch = { spans: [], metrics: 0, logRecords: 0 };
  switch (signal) {
    case 'traces':
      batch.spans = check(traces, data);
      break;
    case 'metrics':
      batch.metrics = check(metrics, data);
      break;
    case 'logs':
      batch.logRecords = check(logs, data);
  }
  return batch;
}

function check<T>(schema: z.ZodType<T>, data: unknown): T {
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Error(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'malformed'}`);
}

function id(digits: number) {
  return z
    .union([
      z.string().transform((text) => text.toLowerCase()),
      z.instanceof(Uint8Array).transform((bytes) => Buffer.from(bytes).toString('hex')),
    ])
    .refine(
      (text) => new RegExp(`^[0-9a-f]{${digits}}$`).test(text),
      `not an id of ${digits} hexadecimal digits`,
    );
}

const integer = z.union([z.string().regex(/^-?\d+$/), z.int()]).transform(BigInt);
const listOf = <T extends z.ZodType>(item: T) => z.array(item).default([]);

interface AnyValue {
  stringValue?: string | undefined;
  boolValue?: boolean | undefined;
  intValue?: bigint | undefined;
  doubleValue?: number | undefined;
  bytesValue?: string | undefined;
  arrayValue?: { values: AnyValue[] } | undefined;
  kvlistValue?: { values: KeyValue[] } | undefined;
}

interface KeyValue {
  key: string;
  value?: AnyValue | undefined;
}

const anyValue: z.ZodType<AnyValue> = z.lazy(() =>
  z.object({
    stringValue: z.string().optional(),
    boolValue: z.boolean().optional(),
    intValue: integer.optional(),
    doubleValue: z
      .union([
        z.number(),
        z.nan(),
        z.enum(['NaN', 'Infinity', '-Infinity']).transform(Number),
        z.literal([Infinity, -Infinity]),
      ])
      .optional(),
    bytesValue: z
      .union([
        z.string(),
        z.instanceof(Uint8Array).transform((bytes) => Buffer.from(bytes).toString('base64')),
      ])
      .optional(),
    arrayValue: z.object({ values: listOf(anyValue) }).optional(),
    kvlistValue: z.object({ values: listOf(keyValue) }).optional(),
  }),
);

const keyValue: z.ZodType<KeyValue> = z.object({ key: z.string(), value: anyValue.optional() });

const attributes = listOf(keyValue).transform(plainAttributes);

function plainAttributes(list: readonly KeyValue[]): SpanAttributes {
  return Object.fromEntries(list.map(({ key, value }) => [key, value ? plainValue(value) : null]));
}

function plainValue(value: AnyValue): AttributeValue {
  if (value.intValue !== undefined) {
    const number = Number(value.intValue);
    return Number.isSafeInteger(number) ? number : String(value.intValue);
  }
  if (value.arrayValue) return value.arrayValue.values.map(plainValue);
  if (value.kvlistValue) return plainAttributes(value.kvlistValue.values);
  return value.stringValue ?? value.boolValue ?? value.doubleValue ?? value.bytesValue ?? null;
}

const KINDS = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'] as const;
const STATUSES = ['unset', 'ok', 'error'] as const;

const span = z.object({
  traceId: id(32),
  spanId: id(16),
  parentSpanId: z
    .union([
      z.literal('').transform(() => null),
      z
        .instanceof(Uint8Array)
        .refine((b) => b.length === 0)
        .transform(() => null),
      id(16),
    ])
    .default(null),
  name: z.string().default(''),
  kind: z
    .int()
    .min(0)
    .default(0)
    .transform((n) => KINDS[n] ?? 'unspecified'),
  startTimeUnixNano: integer.default(0n),
  endTimeUnixNano: integer.default(0n),
  attributes,
  events: listOf(z.object({ name: z.string().default(''), attributes })),
  links: listOf(z.object({ traceId: id(32), spanId: id(16) })),
  status: z
    .object({
      message: z.string().default(''),
      code: z
        .int()
        .min(0)
        .default(0)
        .transform((n) => STATUSES[n] ?? 'unset'),
    })
    .default({ message: '', code: 'unset' }),
});

const traces = z
  .object({
    resourceSpans: listOf(
      z.object({
        resource: z.object({ attributes }).default({ attributes: {} }),
        scopeSpans: listOf(
          z.object({
            scope: z
              .object({ name: z.string().default(''), version: z.string().default('') })
              .default({ name: '', version: '' }),
            spans: listOf(span),
          }),
        ),
      }),
    ),
  })
  .transform(({ resourceSpans }): ReceivedSpan[] =>
    resourceSpans.flatMap(({ resource, scopeSpans }) =>
      scopeSpans.flatMap(({ scope, spans }) =>
        spans.map(({ startTimeUnixNano: start, endTimeUnixNano: end, status, ...rest }) => ({
          ...rest,
          status: status.code,
          statusMessage: status.message,
          start,
          end,
          resource: resource.attributes,
          scope,
        })),
      ),
    ),
  );

const metrics = z
  .object({
    resourceMetrics: listOf(z.object({ scopeMetrics: listOf(z.object({ metrics: listOf(z.object({})) })) })),
  })
  .transform(({ resourceMetrics }) =>
    total(resourceMetrics.flatMap((r) => r.scopeMetrics.map((s) => s.metrics.length))),
  );

const logs = z
  .object({
    resourceLogs: listOf(z.object({ scopeLogs: listOf(z.object({ logRecords: listOf(z.object({})) })) })),
  })
  .transform(({ resourceLogs }) =>
    total(resourceLogs.flatMap((r) => r.scopeLogs.map((s) => s.logRecords.length))),
  );

function total(counts: readonly number[]): number {
  return counts.reduce((sum, n) => sum + n, 0);
}
