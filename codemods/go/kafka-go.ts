import type { GoIntegration } from '#src/model/integration.js';
import { failKafkaMessage, sendKafka, startKafkaMessage } from './shared/kafka-go-helpers.js';

export const kafkaGo: GoIntegration = {
  id: 'kafka-go',
  title: 'segmentio/kafka-go',
  language: 'go',
  role: 'client',
  summary: 'Kafka messages through segmentio/kafka-go.',
  instrumentation: null,
  manual:
    'Its messages are traced where a Writer or Reader itself sends or reads them; behind an interface of your own, add spans and headers there.',
  sites: [
    {
      package: 'github.com/segmentio/kafka-go',
      role: 'consumer',
      calls: ['NewReader', 'NewConsumerGroup'],
      methods: { Reader: ['ReadMessage', 'FetchMessage'] },
    },
    {
      package: 'github.com/segmentio/kafka-go',
      role: 'producer',
      calls: ['NewWriter'],
      literals: ['Writer'],
      methods: { Writer: ['WriteMessages'] },
    },
  ],
  consumes: ['ReadMessage', 'FetchMessage'],
  context: { takenFirst: ['github.com/segmentio/kafka-go'] },
  instrumentedBy: [{ by: 'otel-kafka-konsumer', package: 'github.com/Trendyol/otel-kafka-konsumer' }],
  // No maintained library keeps the signatures: a few lines of the module's own do it.
  use: ({ method }) =>
    method === 'WriteMessages'
      ? { kind: 'call', helper: sendKafka, context: 'argument' }
      : {
          kind: 'messages',
          source: { from: 'result' },
          start: startKafkaMessage,
          fail: failKafkaMessage,
        },
};
