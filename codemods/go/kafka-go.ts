import type { GoIntegration } from '#src/model/integration.js';

export const kafkaGo: GoIntegration = {
  id: 'kafka-go',
  title: 'segmentio/kafka-go',
  language: 'go',
  role: 'client',
  summary: 'Kafka messages through segmentio/kafka-go.',
  instrumentation: null,
  manual:
    'No maintained instrumentation keeps the signatures of this library; spans and headers go around WriteMessages and each message read.',
  sites: [
    { package: 'github.com/segmentio/kafka-go', role: 'consumer', calls: ['NewReader', 'NewConsumerGroup'] },
    {
      package: 'github.com/segmentio/kafka-go',
      role: 'producer',
      calls: ['NewWriter'],
      literals: ['Writer'],
    },
  ],
  consumes: ['ReadMessage', 'FetchMessage'],
  instrumentedBy: [{ by: 'otel-kafka-konsumer', package: 'github.com/Trendyol/otel-kafka-konsumer' }],
};
