import type { GoUse, GoUseSite } from '#src/model/go-use.js';
import {
  extract,
  failHelper,
  headerListCarrier,
  inject,
  recordError,
  startSpan,
} from './messaging-helpers.js';
import { trace } from './packages.js';

/** Producing and consuming through confluent-kafka-go, v1 and v2. */
export function confluentUse({ package: library, method }: GoUseSite): GoUse {
  const kafka = `@{kafka=${library}}`;
  const headers = headerListCarrier('kafkaHeaders', `${kafka}.Header`);
  const topic = {
    name: 'kafkaTopic',
    text: `
func @@(message *${kafka}.Message) string {
	if message.TopicPartition.Topic == nil {
		return ""
	}
	return *message.TopicPartition.Topic
}`,
  };
  const span = (type: 'send' | 'process') =>
    startSpan({ library, system: 'kafka', operation: type, type, destination: 'topic' });
  if (method === 'Produce' || method === 'ProduceChannel') {
    const started = `topic := @(kafkaTopic)(message)
	ctx, span := ${span('send')}
	defer span.End()
	headers := append(@(kafkaHeaders){}, message.Headers...)
	${inject('&headers')}
	traced := *message
	traced.Headers = headers`;
    if (method === 'ProduceChannel') {
      return {
        kind: 'send',
        helper: {
          name: 'traceKafka',
          uses: [headers, topic],
          text: `
// @@ gives a message that is about to be produced a span and its trace context in the headers. The span ends here:
// whether the broker took the message is told later, by its delivery report.
func @@(ctx @{context}.Context, message *${kafka}.Message) *${kafka}.Message {
	${started}
	return &traced
}`,
        },
      };
    }
    return {
      kind: 'call',
      context: 'scope',
      helper: {
        name: 'produceTraced',
        uses: [headers, topic],
        text: `
// @@ is Producer.Produce with a span for the message and its trace context in the headers. Whether the broker took the
// message is told later, by its delivery report.
func @@(ctx @{context}.Context, producer *${kafka}.Producer, message *${kafka}.Message, deliveries chan ${kafka}.Event) error {
	${started}
	err := producer.Produce(&traced, deliveries)
	if err != nil {
		${recordError}
	}
	return err
}`,
      },
    };
  }
  return {
    kind: 'messages',
    source: method === 'Poll' ? { from: 'switch', type: 'Message' } : { from: 'result' },
    start: {
      name: 'startKafkaMessage',
      uses: [headers, topic],
      text: `
// @@ starts the span of a message that was consumed, as a child of the one that produced it.
func @@(ctx @{context}.Context, message *${kafka}.Message) (@{context}.Context, ${trace}.Span) {
	headers := @(kafkaHeaders)(message.Headers)
	ctx = ${extract('&headers')}
	topic := @(kafkaTopic)(message)
	return ${span('process')}
}`,
    },
    fail: failHelper('failKafkaMessage'),
  };
}
