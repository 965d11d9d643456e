import type { GoIntegration } from '#src/model/integration.js';

export const confluentKafkaGo: GoIntegration = {
  id: 'confluent-kafka-go',
  title: 'confluent-kafka-go',
  language: 'go',
  role: 'client',
  summary: "Kafka messages through Confluent's client.",
  instrumentation: null,
  manual:
    'No maintained instrumentation keeps the types of this library; spans and headers go around Produce and each message read.',
  sites: [
    { package: 'github.com/confluentinc/confluent-kafka-go/kafka', role: 'producer', calls: ['NewProducer'] },
    { package: 'github.com/confluentinc/confluent-kafka-go/kafka', role: 'consumer', calls: ['NewConsumer'] },
  ],
  consumes: ['Poll', 'ReadMessage'],
  instrumentedBy: [{ by: 'otelkafka', package: 'github.com/jurabek/otelkafka' }],
};
