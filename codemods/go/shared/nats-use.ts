import type { GoUse, GoUseSite } from '#src/model/go-use.js';
import type { GoHelper } from '#src/model/go-wrap.js';
import { extract, failHelper, inject, recordError, startSpan } from './messaging-helpers.js';
import { trace } from './packages.js';

const LIBRARY = 'github.com/nats-io/nats.go';
const nats = `@{nats=${LIBRARY}}`;
const jetstream = `@{${LIBRARY}/jetstream}`;

/** nats.Header is no http.Header: its keys keep their case, and other languages look for `traceparent` as it is. */
const headers: GoHelper = {
  name: 'natsHeaders',
  text: `
// @@ carries trace context in the headers of a message.
type @@ ${nats}.Header

func (h @@) Get(key string) string {
	return ${nats}.Header(h).Get(key)
}

func (h @@) Set(key, value string) {
	${nats}.Header(h).Set(key, value)
}

func (h @@) Keys() []string {
	keys := make([]string, 0, len(h))
	for key := range h {
		keys = append(keys, key)
	}
	return keys
}`,
};

const destination: GoHelper = {
  name: 'natsDestination',
  text: `
// @@ names where a message goes; inboxes, whose subjects are made up, have one name.
func @@(subject string) string {
	if @{strings}.HasPrefix(subject, "_INBOX.") {
		return "(temporary)"
	}
	return subject
}`,
};

/** A copy of the message with the trace context of a span that is started here. */
const startPublish: GoHelper = {
  name: 'startNATSPublish',
  uses: [headers, destination],
  text: `
// @@ starts the span of a message that is about to be published; the message returned carries its trace context.
func @@(ctx @{context}.Context, message *${nats}.Msg) (@{context}.Context, ${trace}.Span, *${nats}.Msg) {
	destination := @(natsDestination)(message.Subject)
	ctx, span := ${startSpan({ library: LIBRARY, system: 'nats', operation: 'publish', type: 'send', destination: 'destination' })}
	traced := &${nats}.Msg{Subject: message.Subject, Reply: message.Reply, Data: message.Data, Header: ${nats}.Header{}}
	for key, values := range message.Header {
		traced.Header[key] = values
	}
	${inject('@(natsHeaders)(traced.Header)')}
	return ctx, span, traced
}`,
};

interface Sender {
  parameters: string;
  /** Go expression of the message. */
  message: string;
  results: string;
  /** The call of the library with `traced`. */
  call: string;
}

const FROM_DATA = `&${nats}.Msg{Subject: subject, Data: data}`;
const ACK = `(*${nats}.PubAck, error)`;

/** By `Type.Method`: how what publishes is called with a message that has headers. */
const SENDERS: Readonly<Record<string, Sender>> = {
  'Conn.Publish': plain(`*${nats}.Conn`, 'error', 'PublishMsg(traced)'),
  'Conn.PublishMsg': given(`*${nats}.Conn`, 'error', 'PublishMsg(traced)'),
  'Conn.Request': plain(
    `*${nats}.Conn`,
    `(*${nats}.Msg, error)`,
    'RequestMsg(traced, timeout)',
    'timeout @{time}.Duration',
  ),
  'Conn.RequestMsg': given(
    `*${nats}.Conn`,
    `(*${nats}.Msg, error)`,
    'RequestMsg(traced, timeout)',
    'timeout @{time}.Duration',
  ),
  'Conn.RequestWithContext': plain(
    `*${nats}.Conn`,
    `(*${nats}.Msg, error)`,
    'RequestMsgWithContext(ctx, traced)',
  ),
  'Conn.RequestMsgWithContext': given(
    `*${nats}.Conn`,
    `(*${nats}.Msg, error)`,
    'RequestMsgWithContext(ctx, traced)',
  ),
  'JetStream.Publish': plain(
    `${nats}.JetStream`,
    ACK,
    'PublishMsg(traced, opts...)',
    `opts ...${nats}.PubOpt`,
  ),
  'JetStream.PublishMsg': given(
    `${nats}.JetStream`,
    ACK,
    'PublishMsg(traced, opts...)',
    `opts ...${nats}.PubOpt`,
  ),
  'JetStream.PublishAsync': plain(
    `${nats}.JetStream`,
    `(${nats}.PubAckFuture, error)`,
    'PublishMsgAsync(traced, opts...)',
    `opts ...${nats}.PubOpt`,
  ),
  'jetstream.Publish': plain(
    `${jetstream}.Publisher`,
    `(*${jetstream}.PubAck, error)`,
    'PublishMsg(ctx, traced, opts...)',
    `opts ...${jetstream}.PublishOpt`,
  ),
  'jetstream.PublishMsg': given(
    `${jetstream}.Publisher`,
    `(*${jetstream}.PubAck, error)`,
    'PublishMsg(ctx, traced, opts...)',
    `opts ...${jetstream}.PublishOpt`,
  ),
  'jetstream.PublishAsync': plain(
    `${jetstream}.Publisher`,
    `(${jetstream}.PubAckFuture, error)`,
    'PublishMsgAsync(traced, opts...)',
    `opts ...${jetstream}.PublishOpt`,
  ),
};

function plain(type: string, results: string, call: string, more?: string): Sender {
  const rest = more === undefined ? '' : `, ${more}`;
  return {
    parameters: `conn ${type}, subject string, data []byte${rest}`,
    message: FROM_DATA,
    results,
    call,
  };
}

function given(type: string, results: string, call: string, more?: string): Sender {
  const rest = more === undefined ? '' : `, ${more}`;
  return { parameters: `conn ${type}, message *${nats}.Msg${rest}`, message: 'message', results, call };
}

/** Which argument of a subscription is its handler. */
const HANDLERS: Readonly<Record<string, number>> = { Subscribe: 1, QueueSubscribe: 2, Consume: 0 };

/** Publishing and subscribing, by core NATS and by both APIs of JetStream. */
export function natsUse(site: GoUseSite): GoUse {
  const isJetStreamPackage = site.package.endsWith('/jetstream');
  const owner = isJetStreamPackage
    ? 'jetstream'
    : site.type.startsWith('JetStream')
      ? 'JetStream'
      : site.type;
  const sender = site.method === null ? undefined : SENDERS[`${owner}.${site.method}`];
  if (sender) return publish(owner, site.method!, sender);
  const handler = HANDLERS[site.method ?? ''];
  const { start, fail } = isJetStreamPackage ? jetStreamMessages : coreMessages;
  if (handler !== undefined) {
    // Without a handler the subscription is read from later, message by message.
    if (site.arguments[handler]?.text === 'nil') return { kind: 'covered' };
    return { kind: 'messages', source: { from: 'callback', argument: handler, type: 'Msg' }, start, fail };
  }
  const from = site.method === null ? 'channel' : site.method === 'Fetch' ? 'elements' : 'result';
  return { kind: 'messages', source: { from }, start, fail };
}

function publish(owner: string, method: string, { parameters, message, results, call }: Sender): GoUse {
  const takesContext = method.endsWith('WithContext') || (owner === 'jetstream' && method !== 'PublishAsync');
  const several = results !== 'error';
  const usesContext = call.includes('ctx');
  const prefix = owner === 'Conn' ? '' : owner === 'JetStream' ? 'Stream' : 'JetStream';
  return {
    kind: 'call',
    context: takesContext ? 'argument' : 'scope',
    helper: {
      name: `${method[0]!.toLowerCase()}${method.slice(1)}Traced${prefix}`,
      uses: [startPublish, headers, destination],
      text: `
// @@ is ${owner === 'jetstream' ? 'jetstream.Publisher' : `nats.${owner}`}.${method} with a span for the message and its trace context in the headers.
func @@(ctx @{context}.Context, ${parameters}) ${results} {
	${usesContext ? 'ctx' : '_'}, span, traced := @(startNATSPublish)(ctx, ${message})
	defer span.End()${owner === 'Conn' ? oldServers(message) : ''}
	${several ? 'result, err' : 'err'} := conn.${call}
	if err != nil {
		${recordError}
	}
	return ${several ? 'result, err' : 'err'}
}`,
    },
  };
}

/** Servers before 2.2 refuse headers. */
function oldServers(message: string): string {
  return `
	if !conn.HeadersSupported() {
		traced = ${message}
	}`;
}

function startMessage(name: string, type: string, subject: string, header: string): GoHelper {
  return {
    name,
    uses: [headers, destination],
    text: `
// @@ starts the span of a message that was delivered, as a child of the one that published it.
func @@(ctx @{context}.Context, message ${type}) (@{context}.Context, ${trace}.Span) {
	ctx = ${extract(`@(natsHeaders)(${header})`)}
	destination := @(natsDestination)(${subject})
	return ${startSpan({ library: LIBRARY, system: 'nats', operation: 'process', type: 'process', destination: 'destination' })}
}`,
  };
}

const coreMessages = {
  start: startMessage('startNATSMessage', `*${nats}.Msg`, 'message.Subject', 'message.Header'),
  fail: failHelper('failNATSMessage'),
};
const jetStreamMessages = {
  start: startMessage('startJetStreamMessage', `${jetstream}.Msg`, 'message.Subject()', 'message.Headers()'),
  fail: failHelper('failNATSMessage'),
};
