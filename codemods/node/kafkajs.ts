import type { NodeIntegration } from '#src/model/integration.js';

export const kafkajs: NodeIntegration = {
  id: 'kafkajs',
  title: 'KafkaJS',
  language: 'node',
  role: 'client',
  summary: 'Messages sent and received with KafkaJS.',
  instrumentation: '@opentelemetry/instrumentation-kafkajs',
  links: [
    'https://github.com/open-telemetry/opentelemetry-js-contrib/tree/main/packages/instrumentation-kafkajs',
  ],
  packages: [
    { name: 'kafkajs', versions: '>=0.3.0 <3', because: "range that the instrumentation's README states" },
  ],
  sites: [{ kind: 'new', module: 'kafkajs', exports: ['Kafka'] }],
  uses: [
    { method: 'producer', role: 'producer' },
    { method: 'consumer', role: 'consumer' },
  ],
  instrumentedBy: [
    {
      by: '@opentelemetry/instrumentation-kafkajs',
      package: '@opentelemetry/instrumentation-kafkajs',
      export: 'KafkaJsInstrumentation',
      where: 'sdk',
    },
  ],
  inAutoInstrumentations: true,
};
