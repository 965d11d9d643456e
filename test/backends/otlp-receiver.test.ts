/** The receiver against the exporters that services use, and against what no exporter sends. */
import { request } from 'node:http';
import { connect } from 'node:http2';
import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPTraceExporter as GrpcExporter } from '@opentelemetry/exporter-trace-otlp-grpc';
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { CompressionAlgorithm } from '@opentelemetry/otlp-exporter-base';
import { SimpleSpanProcessor, type SpanExporter, TracerProvider } from '@opentelemetry/sdk-trace';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OtlpReceiver, startOtlpReceiver } from '#src/backends/otlp-receiver.js';

let receiver: OtlpReceiver;

beforeEach(async () => {
  receiver = await startOtlpReceiver();
});
afterEach(() => receiver.close());

/** Two spans of one trace, the second with all that a span can hold. */
async function exportOrder(exporter: SpanExporter): Promise<void> {
  const provider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] });
  const tracer = provider.getTracer('orders', '1.2.3');
  const server = tracer.startSpan('POST /orders', { kind: SpanKind.SERVER, startTime: [1_700_000_000, 5] });
  const client = tracer.startSpan(
    'INSERT orders',
    {
      kind: SpanKind.CLIENT,
      attributes: { 'order.id': 'ORD-1', items: 3, total: 148.49, paid: true, tags: ['a', 'b'] },
      links: [{ context: server.spanContext() }],
    },
    trace.setSpan(context.active(), server),
  );
  client.addEvent('exception', { 'exception.message': 'no such table' });
  client.setStatus({ code: SpanStatusCode.ERROR, message: 'no such table' });
  client.end();
  server.end([1_700_000_001, 0]);
  await provider.shutdown();
}

const EXPORTERS: Readonly<Record<string, () => SpanExporter>> = {
  'OTLP/HTTP protobuf': () => new ProtobufExporter({ url: `${receiver.httpEndpoint}/v1/traces` }),
  'OTLP/HTTP protobuf, gzip': () =>
    new ProtobufExporter({
      url: `${receiver.httpEndpoint}/v1/traces`,
      compression: CompressionAlgorithm.GZIP,
    }),
  'OTLP/HTTP JSON': () => new JsonExporter({ url: `${receiver.httpEndpoint}/v1/traces` }),
  'OTLP/gRPC': () => new GrpcExporter({ url: receiver.grpcEndpoint }),
};

describe.each(Object.keys(EXPORTERS))('%s', (name) => {
  it('gives spans as they were made', async () => {
    await exportOrder(EXPORTERS[name]!());
    expect(await receiver.waitFor((spans) => spans.length === 2, 5000)).toBe(true);
    const [client, server] = receiver.spans;
    expect(server).toMatchObject({
      parentSpanId: null,
      name: 'POST /orders',
      kind: 'server',
      status: 'unset',
      start: 1_700_000_000_000_000_005n,
      end: 1_700_000_001_000_000_000n,
      scope: { name: 'orders', version: '1.2.3' },
      resource: { 'telemetry.sdk.language': 'nodejs' },
    });
    expect(server?.traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(client).toMatchObject({
      traceId: server?.traceId,
      parentSpanId: server?.spanId,
      name: 'INSERT orders',
      kind: 'client',
      status: 'error',
      statusMessage: 'no such table',
      attributes: { 'order.id': 'ORD-1', items: 3, total: 148.49, paid: true, tags: ['a', 'b'] },
      events: [{ name: 'exception', attributes: { 'exception.message': 'no such table' } }],
      links: [{ traceId: server?.traceId, spanId: server?.spanId }],
    });
  });
});

function post(
  path: string,
  body: string | Buffer,
  headers: Record<string, string> = { 'content-type': 'application/json' },
  method = 'POST',
): Promise<{ status: number | undefined; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(`${receiver.httpEndpoint}${path}`, { method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode, text: Buffer.concat(chunks).toString() }),
      );
    });
    sent.on('error', reject).end(body);
  });
}

const PROTOBUF = { 'content-type': 'application/x-protobuf' };
const ID = '0123456789abcdef';
const jsonSpan = (fields: object) =>
  JSON.stringify({
    resourceSpans: [{ scopeSpans: [{ spans: [{ traceId: ID + ID, spanId: ID, ...fields }] }] }],
  });

it('reads every kind of attribute value of OTLP/JSON', async () => {
  const values = [
    { stringValue: '' },
    { intValue: '9007199254740993' },
    { intValue: 7 },
    { doubleValue: 'NaN' },
    { bytesValue: 'aGk=' },
    { arrayValue: { values: [{ boolValue: false }, {}] } },
    { kvlistValue: { values: [{ key: 'a', value: { intValue: '1' } }] } },
    {},
  ];
  const attributes = values.map((value, i) => ({ key: `k${i}`, value }));
  expect(await post('/v1/traces', jsonSpan({ attributes }))).toEqual({ status: 200, text: '{}' });
  expect(Object.values(receiver.spans[0]!.attributes)).toEqual([
    '',
    '9007199254740993',
    7,
    Number.NaN,
    'aGk=',
    [false, null],
    { a: 1 },
    null,
  ]);
});

it('counts metrics and log records', async () => {
  const metrics = { resourceMetrics: [{ scopeMetrics: [{ metrics: [{ name: 'a' }, { name: 'b' }] }] }] };
  const logs = { resourceLogs: [{ scopeLogs: [{ logRecords: [{ severityText: 'INFO' }] }] }] };
  expect((await post('/v1/metrics', JSON.stringify(metrics))).status).toBe(200);
  expect((await post('/v1/logs', JSON.stringify(logs))).status).toBe(200);
  expect(receiver.counts).toEqual({ metrics: 2, logRecords: 1 });
});

describe('a request that is wrong', () => {
  it.each<[string, () => ReturnType<typeof post>, number, string]>([
    ['is not JSON', () => post('/v1/traces', '{'), 400, 'JSON'],
    ['is another JSON', () => post('/v1/traces', '{"resourceSpans": 7}'), 400, 'resourceSpans'],
    [
      'has an id of the wrong length',
      () => post('/v1/traces', jsonSpan({ spanId: 'ab' })),
      400,
      '16 hexadecimal',
    ],
    ['is no protobuf', () => post('/v1/traces', Buffer.from('\x0a\xff\xff\xff\xff'), PROTOBUF), 400, ''],
    ['is cut off', () => post('/v1/traces', Buffer.from('\x0a\x05\x12'), PROTOBUF), 400, ''],
    [
      'is no gzip',
      () => post('/v1/traces', 'x', { ...PROTOBUF, 'content-encoding': 'gzip' }),
      400,
      'not gzip',
    ],
    [
      'has another encoding',
      () => post('/v1/traces', 'x', { ...PROTOBUF, 'content-encoding': 'br' }),
      415,
      'br',
    ],
    [
      'has another content type',
      () => post('/v1/traces', 'x', { 'content-type': 'text/plain' }),
      415,
      'text/plain',
    ],
    ['is a GET', () => post('/v1/traces', '', {}, 'GET'), 405, 'POST'],
    ['goes elsewhere', () => post('/v2/traces', '{}'), 404, '/v2/traces'],
  ])('%s: it is refused, and the next one is taken', async (_, send, status, message) => {
    const answer = await send();
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(message);
    expect((await post('/v1/traces', jsonSpan({ name: 'next' }))).status).toBe(200);
    expect(receiver.spans.map((s) => s.name)).toEqual(['next']);
  });

  it.each<[string, string, Buffer, string]>([
    ['is no gRPC message', 'trace.v1.TraceService', Buffer.from('abc'), '3'],
    ['is no protobuf', 'trace.v1.TraceService', Buffer.from('\0\0\0\0\x02\x0a\x09', 'latin1'), '3'],
    ['calls another service', 'profiles.v1.ProfilesService', Buffer.from('\0\0\0\0\0', 'latin1'), '12'],
  ])('over gRPC %s: it is refused, and the next one is taken', async (_, service, body, status) => {
    const session = connect(receiver.grpcEndpoint);
    const stream = session.request({
      ':method': 'POST',
      ':path': `/opentelemetry.proto.collector.${service}/Export`,
      'content-type': 'application/grpc',
    });
    const headers = new Promise((resolve) => stream.once('response', resolve));
    stream.end(body);
    expect(await headers).toMatchObject({ 'grpc-status': status });
    session.close();
    await exportOrder(new GrpcExporter({ url: receiver.grpcEndpoint }));
    expect(receiver.spans).toHaveLength(2);
  });
});

it('says when what is waited for does not come', async () => {
  expect(await receiver.waitFor((spans) => spans.length > 0, 20)).toBe(false);
});
