/**
 * The part of OTLP that is read, as protobufjs takes it. Numbers and names are those of opentelemetry-proto v1; fields that
 * are not named here are skipped on the wire.
 */
import protobuf from 'protobufjs/light.js';

type Fields = Readonly<Record<string, string>>;

/** `Span[] 2` is a repeated field of number 2. */
const MESSAGES: Readonly<Record<string, Fields>> = {
  TraceRequest: { resourceSpans: 'ResourceSpans[] 1' },
  ResourceSpans: { resource: 'Resource 1', scopeSpans: 'ScopeSpans[] 2' },
  ScopeSpans: { scope: 'Scope 1', spans: 'Span[] 2' },
  Span: {
    traceId: 'bytes 1',
    spanId: 'bytes 2',
    parentSpanId: 'bytes 4',
    name: 'string 5',
    kind: 'int32 6',
    startTimeUnixNano: 'fixed64 7',
    endTimeUnixNano: 'fixed64 8',
    attributes: 'KeyValue[] 9',
    events: 'Event[] 11',
    links: 'Link[] 13',
    status: 'Status 15',
  },
  Event: { name: 'string 2', attributes: 'KeyValue[] 3' },
  Link: { traceId: 'bytes 1', spanId: 'bytes 2' },
  Status: { message: 'string 2', code: 'int32 3' },
  Resource: { attributes: 'KeyValue[] 1' },
  Scope: { name: 'string 1', version: 'string 2' },
  KeyValue: { key: 'string 1', value: 'AnyValue 2' },
  AnyValue: {
    stringValue: 'string 1',
    boolValue: 'bool 2',
    intValue: 'int64 3',
    doubleValue: 'double 4',
    arrayValue: 'ArrayValue 5',
    kvlistValue: 'KeyValueList 6',
    bytesValue: 'bytes 7',
  },
  ArrayValue: { values: 'AnyValue[] 1' },
  KeyValueList: { values: 'KeyValue[] 1' },
  MetricsRequest: { resourceMetrics: 'ResourceMetrics[] 1' },
  ResourceMetrics: { scopeMetrics: 'ScopeMetrics[] 2' },
  ScopeMetrics: { metrics: 'Metric[] 2' },
  Metric: { name: 'string 1' },
  LogsRequest: { resourceLogs: 'ResourceLogs[] 1' },
  ResourceLogs: { scopeLogs: 'ScopeLogs[] 2' },
  ScopeLogs: { logRecords: 'LogRecord[] 2' },
  LogRecord: { severityText: 'string 3' },
  /** google.rpc.Status, the body of an answer that refuses. */
  RpcStatus: { code: 'int32 1', message: 'string 2' },
};

/** Fields of which at most one is set, even when it is empty. */
const ONEOFS: Readonly<Record<string, readonly string[]>> = { AnyValue: Object.keys(MESSAGES.AnyValue!) };

const root = protobuf.Root.fromJSON({
  nested: Object.fromEntries(
    Object.entries(MESSAGES).map(([name, fields]) => [
      name,
      {
        fields: Object.fromEntries(Object.entries(fields).map(([field, text]) => [field, fieldOf(text)])),
        ...(ONEOFS[name] === undefined ? {} : { oneofs: { value: { oneof: [...ONEOFS[name]] } } }),
      },
    ]),
  ),
});

function fieldOf(text: string): protobuf.IField {
  const [type, id] = text.split(' ') as [string, string];
  const isRepeated = type.endsWith('[]');
  return { type: type.replace('[]', ''), id: Number(id), ...(isRepeated ? { rule: 'repeated' } : {}) };
}

/**
 * The message as plain data in the field names of OTLP/JSON: 64-bit integers are decimal text, bytes stay bytes.
 *
 * @throws Error when the bytes are not such a message
 */
export function decodeMessage(type: RequestType, bytes: Uint8Array): unknown {
  const message = root.lookupType(type);
  return message.toObject(message.decode(bytes), { longs: String });
}

export function encodeStatus(code: number, message: string): Uint8Array {
  return root.lookupType('RpcStatus').encode({ code, message }).finish();
}

export type RequestType = 'TraceRequest' | 'MetricsRequest' | 'LogsRequest';
