import type { GoHelper } from '#src/model/go-wrap.js';
import {
  extract,
  failHelper,
  headerListCarrier,
  inject,
  recordError,
  startSpan,
} from './messaging-helpers.js';
import { at, trace } from './packages.js';

const LIBRARY = 'github.com/segmentio/kafka-go';
const kafka = at(LIBRARY);

const headers = headerListCarrier('kafkaHeaders', `${kafka}.Header`);

export const sendKafka: GoHelper = {
  name: 'sendKafka',
  uses: [headers],
  text: `
// @@ is Writer.WriteMessages with a span for what is sent and its trace context in the headers.
func @@(ctx @{context}.Context, writer *${kafka}.Writer, messages ...${kafka}.Message) error {
	topic := writer.Topic
	if topic == "" && len(messages) > 0 {
		topic = messages[0].Topic
	}
	ctx, span := ${startSpan({ library: LIBRARY, system: 'kafka', operation: 'send', type: 'send', destination: 'topic' })}
	defer span.End()
	traced := append([]${kafka}.Message(nil), messages...)
	for i := range traced {
		headers := append(@(kafkaHeaders){}, traced[i].Headers...)
		${inject('&headers')}
		traced[i].Headers = headers
	}
	err := writer.WriteMessages(ctx, traced...)
	if err != nil {
		${recordError}
	}
	return err
}`,
};

export const startKafkaMessage: GoHelper = {
  name: 'startKafkaMessage',
  uses: [headers],
  text: `
// @@ starts the span of a message that was read, as a child of the one that sent it.
func @@(ctx @{context}.Context, message ${kafka}.Message) (@{context}.Context, ${trace}.Span) {
	headers := @(kafkaHeaders)(message.Headers)
	ctx = ${extract('&headers')}
	return ${startSpan({ library: LIBRARY, system: 'kafka', operation: 'process', type: 'process', destination: 'message.Topic' })}
}`,
};

export const failKafkaMessage = failHelper('failKafkaMessage');
