import type { GoUse, GoUseSite } from '#src/model/go-use.js';
import type { GoHelper } from '#src/model/go-wrap.js';
import { extract, failHelper, inject, recordError, startSpan } from './messaging-helpers.js';
import { trace } from './packages.js';

const PUBLISHED = 'exchange, routingKey, mandatory, immediate, message';

/** Publishing and consuming through amqp091-go, or streadway/amqp whose API it has. */
export function amqpUse({ package: library, method }: GoUseSite): GoUse {
  const amqp = `@{amqp=${library}}`;
  const headers = headersOf(amqp);
  const destination: GoHelper = {
    name: 'amqpDestination',
    text: `
// @@ names where a message goes: the exchange, or the queue by its key where the default one is used.
func @@(exchange, routingKey string) string {
	if exchange == "" {
		return routingKey
	}
	return exchange
}`,
  };
  const span = (operation: string, type: 'send' | 'process', key: string) =>
    startSpan({
      library,
      system: 'rabbitmq',
      operation,
      type,
      destination: 'destination',
      attributes: { 'messaging.rabbitmq.destination.routing_key': key },
    });
  if (method === null || method === 'Get') {
    return {
      kind: 'messages',
      source: { from: method === null ? 'channel' : 'result' },
      start: {
        name: 'startDelivery',
        uses: [headers, destination],
        text: `
// @@ starts the span of a message that was delivered, as a child of the one that published it.
func @@(ctx @{context}.Context, delivery ${amqp}.Delivery) (@{context}.Context, ${trace}.Span) {
	ctx = ${extract('@(amqpHeaders)(delivery.Headers)')}
	destination := @(amqpDestination)(delivery.Exchange, delivery.RoutingKey)
	return ${span('process', 'process', 'delivery.RoutingKey')}
}`,
      },
      fail: failHelper('failDelivery'),
    };
  }
  const withContext = method.endsWith('WithContext');
  const confirms = method.includes('DeferredConfirm');
  const results = confirms ? `(*${amqp}.DeferredConfirmation, error)` : 'error';
  const [assigned, returned] = confirms ? ['confirmation, err', 'confirmation, err'] : ['err', 'err'];
  const name = method.replace(/^Publish/, 'publishTraced');
  return {
    kind: 'call',
    context: withContext ? 'argument' : 'scope',
    helper: {
      name,
      uses: [headers, destination],
      text: `
// @@ is Channel.${method} with a span for the message and its trace context in the headers.
func @@(ctx @{context}.Context, channel *${amqp}.Channel, exchange, routingKey string, mandatory, immediate bool, message ${amqp}.Publishing) ${results} {
	destination := @(amqpDestination)(exchange, routingKey)
	ctx, span := ${span('publish', 'send', 'routingKey')}
	defer span.End()
	headers := @(amqpHeaders){}
	for key, value := range message.Headers {
		headers[key] = value
	}
	${inject('headers')}
	message.Headers = ${amqp}.Table(headers)
	${assigned} := channel.${method}(${withContext ? 'ctx, ' : ''}${PUBLISHED})
	if err != nil {
		${recordError}
	}
	return ${returned}
}`,
    },
  };
}

function headersOf(amqp: string): GoHelper {
  return {
    name: 'amqpHeaders',
    text: `
// @@ carries trace context in the headers of a message.
type @@ ${amqp}.Table

func (h @@) Get(key string) string {
	switch value := h[key].(type) {
	case string:
		return value
	case []byte:
		return string(value)
	}
	return ""
}

func (h @@) Set(key, value string) {
	h[key] = value
}

func (h @@) Keys() []string {
	keys := make([]string, 0, len(h))
	for key := range h {
		keys = append(keys, key)
	}
	return keys
}`,
  };
}
