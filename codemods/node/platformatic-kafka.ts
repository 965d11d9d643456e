import type { NodeIntegration } from '#src/model/integration.js';

export const platformaticKafka: NodeIntegration = {
  id: '@platformatic/kafka',
  title: 'Platformatic Kafka',
  language: 'node',
  role: 'client',
  summary: 'Messages sent and received with `@platformatic/kafka`.',
  instrumentation: null,
  manual: 'No instrumentation exists; inject and extract the context by hand.',
  packages: [{ name: '@platformatic/kafka' }],
  sites: [
    { kind: 'new', module: '@platformatic/kafka', exports: ['Producer'], role: 'producer' },
    { kind: 'new', module: '@platformatic/kafka', exports: ['Consumer'], role: 'consumer' },
  ],
  instrumentedBy: [],
  inAutoInstrumentations: false,
};
