import type { GoIntegration } from '#src/model/integration.js';
import { confluentUse } from './shared/confluent-use.js';

const LIBRARY = 'github.com/confluentinc/confluent-kafka-go/kafka';

export const confluentKafkaGo: GoIntegration = {
  id: 'confluent-kafka-go',
  title: 'confluent-kafka-go',
  language: 'go',
  role: 'client',
  summary: "Kafka messages through Confluent's client.",
  // No maintained library keeps its types: a few lines of the module's own do it.
  instrumentation: null,
  manual:
    'Its messages are traced where a Producer or Consumer itself sends or reads them; behind an interface of your own, add spans and headers there.',
  sites: [
    {
      package: LIBRARY,
      role: 'producer',
      calls: ['NewProducer'],
      methods: { Producer: ['Produce', 'ProduceChannel'] },
    },
    {
      package: LIBRARY,
      role: 'consumer',
      calls: ['NewConsumer'],
      methods: { Consumer: ['Poll', 'ReadMessage'] },
    },
  ],
  consumes: ['Poll', 'ReadMessage'],
  instrumentedBy: [{ by: 'otelkafka', package: 'github.com/jurabek/otelkafka' }],
  use: confluentUse,
};
