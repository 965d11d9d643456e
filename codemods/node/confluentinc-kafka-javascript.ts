import type { NodeIntegration } from '#src/model/integration.js';

export const confluentKafkaJavascript: NodeIntegration = {
  id: '@confluentinc/kafka-javascript',
  title: 'Confluent Kafka for JavaScript',
  language: 'node',
  role: 'client',
  summary: "Messages sent and received with Confluent's client.",
  instrumentation: null,
  manual:
    'No official instrumentation exists and the one for KafkaJS does not apply; inject and extract the context by hand.',
  packages: [{ name: '@confluentinc/kafka-javascript' }],
  sites: [
    { kind: 'new', module: '@confluentinc/kafka-javascript', exports: ['KafkaJS.Kafka'] },
    {
      kind: 'new',
      module: '@confluentinc/kafka-javascript',
      exports: ['Producer', 'HighLevelProducer'],
      role: 'producer',
    },
    { kind: 'new', module: '@confluentinc/kafka-javascript', exports: ['KafkaConsumer'], role: 'consumer' },
  ],
  uses: [
    { method: 'producer', role: 'producer' },
    { method: 'consumer', role: 'consumer' },
  ],
  instrumentedBy: [],
  inAutoInstrumentations: false,
};
