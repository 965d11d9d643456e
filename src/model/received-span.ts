/** A finished span as a service exported it, whatever the encoding. */
export interface ReceivedSpan {
  /** 32 hexadecimal digits, lower case. */
  traceId: string;
  /** 16 hexadecimal digits, lower case. */
  spanId: string;
  /** Null for the root of a trace. */
  parentSpanId: string | null;
  name: string;
  kind: SpanKind;
  status: 'unset' | 'ok' | 'error';
  /** Empty when the status has none. */
  statusMessage: string;
  /** Nanoseconds since 1970. */
  start: bigint;
  end: bigint;
  attributes: SpanAttributes;
  events: readonly SpanEvent[];
  links: readonly { traceId: string; spanId: string }[];
  /** Attributes of the program that sent it, `service.name` among them. */
  resource: SpanAttributes;
  /** The library that made it. */
  scope: { name: string; version: string };
}

export type SpanKind = 'unspecified' | 'internal' | 'server' | 'client' | 'producer' | 'consumer';

export interface SpanEvent {
  name: string;
  attributes: SpanAttributes;
}

export type SpanAttributes = Readonly<Record<string, AttributeValue>>;

/** Integers beyond 2^53 are text, bytes are base64, a value that was not set is null. */
export type AttributeValue =
  | string
  | number
  | boolean
  | null
  | readonly AttributeValue[]
  | { readonly [key: string]: AttributeValue };
