import type { NodeIntegration } from '#src/model/integration.js';

export const nodeRdkafka: NodeIntegration = {
  id: 'node-rdkafka',
  title: 'node-rdkafka',
  language: 'node',
  role: 'client',
  summary: 'Messages sent and received with librdkafka.',
  instrumentation: null,
  manual: 'No instrumentation exists; inject and extract the context by hand.',
  packages: [{ name: 'node-rdkafka' }],
  sites: [
    { kind: 'new', module: 'node-rdkafka', exports: ['Producer', 'HighLevelProducer'], role: 'producer' },
    { kind: 'new', module: 'node-rdkafka', exports: ['KafkaConsumer'], role: 'consumer' },
    { kind: 'call', module: 'node-rdkafka', exports: ['Producer.createWriteStream'], role: 'producer' },
    { kind: 'call', module: 'node-rdkafka', exports: ['KafkaConsumer.createReadStream'], role: 'consumer' },
  ],
  instrumentedBy: [],
  inAutoInstrumentations: false,
};
