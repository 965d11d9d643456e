/**
 * What the generated helpers of messaging libraries have in common. Names and attributes are those of the messaging
 * conventions: `<operation> <destination>`, https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/
 */
import type { GoHelper } from '#src/model/go-wrap.js';
import { attribute, codes, otel, trace } from './packages.js';

export interface MessagingSpan {
  /** Import path of the library: the name of the tracer. */
  library: string;
  /** `messaging.system`. */
  system: string;
  /** `messaging.operation.name`, as the library calls it. */
  operation: string;
  type: 'send' | 'process';
  /** Go expression of the destination. */
  destination: string;
  /** Further attributes, as Go expressions by key. */
  attributes?: Readonly<Record<string, string>>;
}

/** `tracer.Start(…)`, one tab deep. */
export function startSpan({
  library,
  system,
  operation,
  type,
  destination,
  attributes = {},
}: MessagingSpan): string {
  const kind = type === 'send' ? 'Producer' : 'Consumer';
  const values = {
    'messaging.system': `"${system}"`,
    'messaging.operation.name': `"${operation}"`,
    'messaging.operation.type': `"${type}"`,
    'messaging.destination.name': destination,
    ...attributes,
  };
  const lines = Object.entries(values).map(
    ([key, value]) => `\t\t\t${attribute}.String("${key}", ${value}),\n`,
  );
  return `${otel}.Tracer("${library}").Start(ctx, "${operation} "+${destination},
		${trace}.WithSpanKind(${trace}.SpanKind${kind}),
		${trace}.WithAttributes(
${lines.join('')}		))`;
}

/** Sets the error of a span. */
export const recordError = `span.RecordError(err)
		span.SetStatus(${codes}.Error, err.Error())`;

/** For code that gives up on a message. */
export function failHelper(name: string): GoHelper {
  return {
    name,
    text: `
// @@ marks the span of a message that was not processed.
func @@(span ${trace}.Span, err error) {
	span.RecordError(err)
	span.SetStatus(${codes}.Error, err.Error())
}`,
  };
}

/** Puts the span's context into headers, and takes it out of them. */
export const inject = (carrier: string) => `${otel}.GetTextMapPropagator().Inject(ctx, ${carrier})`;
export const extract = (carrier: string) => `${otel}.GetTextMapPropagator().Extract(ctx, ${carrier})`;

/**
 * A carrier over a list of headers with key and value, as Kafka clients have them. Setting a header replaces one of the
 * same key; the list must be a copy then.
 *
 * @param header type of an element
 * @param bytes true when keys are bytes
 */
export function headerListCarrier(name: string, header: string, bytes = false): GoHelper {
  const key = bytes ? 'string(header.Key)' : 'header.Key';
  const made = bytes ? '[]byte(key)' : 'key';
  return {
    name,
    text: `
// @@ carries trace context in the headers of a message.
type @@ []${header}

func (h *@@) Get(key string) string {
	for _, header := range *h {
		if ${key} == key {
			return string(header.Value)
		}
	}
	return ""
}

func (h *@@) Set(key, value string) {
	kept := (*h)[:0]
	for _, header := range *h {
		if ${key} != key {
			kept = append(kept, header)
		}
	}
	*h = append(kept, ${header}{Key: ${made}, Value: []byte(value)})
}

func (h *@@) Keys() []string {
	keys := make([]string, len(*h))
	for i, header := range *h {
		keys[i] = ${key}
	}
	return keys
}`,
  };
}
