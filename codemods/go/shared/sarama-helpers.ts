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

export interface SaramaHelpers {
  sendMessage: GoHelper;
  sendMessages: GoHelper;
  traceMessage: GoHelper;
  startMessage: GoHelper;
  failMessage: GoHelper;
}

/** @param library sarama's import path: IBM/sarama, or Shopify/sarama as it was called before */
export function saramaHelpers(library: string): SaramaHelpers {
  const sarama = at(library);
  const headers = headerListCarrier('saramaHeaders', `${sarama}.RecordHeader`, true);
  const sent = { library, system: 'kafka', operation: 'send', type: 'send' } as const;
  const injectInto = (message: string) => `headers := append(@(saramaHeaders){}, ${message}.Headers...)
	${inject('&headers')}
	${message}.Headers = headers`;
  return {
    sendMessage: {
      name: 'sendSarama',
      uses: [headers],
      text: `
// @@ is SyncProducer.SendMessage with a span for the message and its trace context in the headers.
func @@(ctx @{context}.Context, producer ${sarama}.SyncProducer, message *${sarama}.ProducerMessage) (partition int32, offset int64, err error) {
	ctx, span := ${startSpan({ ...sent, destination: 'message.Topic' })}
	defer span.End()
	${injectInto('message')}
	partition, offset, err = producer.SendMessage(message)
	if err != nil {
		${recordError}
	}
	return partition, offset, err
}`,
    },
    sendMessages: {
      name: 'sendSaramaBatch',
      uses: [headers],
      text: `
// @@ is SyncProducer.SendMessages with a span for the batch and its trace context in the headers of each message.
func @@(ctx @{context}.Context, producer ${sarama}.SyncProducer, messages []*${sarama}.ProducerMessage) error {
	topic := ""
	if len(messages) > 0 {
		topic = messages[0].Topic
	}
	ctx, span := ${startSpan({ ...sent, destination: 'topic' })}
	defer span.End()
	for _, message := range messages {
		${injectInto('message').replaceAll('\n', '\n\t')}
	}
	err := producer.SendMessages(messages)
	if err != nil {
		${recordError}
	}
	return err
}`,
    },
    traceMessage: {
      name: 'traceSarama',
      uses: [headers],
      text: `
// @@ gives a message that is about to be sent a span and its trace context in the headers. The span ends here: whether
// the broker took the message is told later, on the producer's Successes and Errors.
func @@(ctx @{context}.Context, message *${sarama}.ProducerMessage) *${sarama}.ProducerMessage {
	ctx, span := ${startSpan({ ...sent, destination: 'message.Topic' })}
	defer span.End()
	${injectInto('message')}
	return message
}`,
    },
    startMessage: {
      name: 'startSaramaMessage',
      uses: [headers],
      text: `
// @@ starts the span of a message that was consumed, as a child of the one that sent it.
func @@(ctx @{context}.Context, message *${sarama}.ConsumerMessage) (@{context}.Context, ${trace}.Span) {
	var headers @(saramaHeaders)
	for _, header := range message.Headers {
		headers = append(headers, *header)
	}
	ctx = ${extract('&headers')}
	return ${startSpan({ library, system: 'kafka', operation: 'process', type: 'process', destination: 'message.Topic' })}
}`,
    },
    failMessage: failHelper('failSaramaMessage'),
  };
}
