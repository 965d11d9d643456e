import type { NodeIntegration } from '#src/model/integration.js';

export const beeQueue: NodeIntegration = {
  id: 'bee-queue',
  title: 'Bee-Queue',
  language: 'node',
  role: 'client',
  summary: 'Jobs put into and taken from queues in Redis.',
  instrumentation: null,
  manual: 'No maintained OpenTelemetry instrumentation exists; wrap the calls in spans by hand.',
  packages: [{ name: 'bee-queue' }],
  sites: [{ kind: 'new', module: 'bee-queue', exports: ['default'] }],
  uses: [
    { method: 'createJob', role: 'producer' },
    { method: 'process', role: 'consumer' },
  ],
  instrumentedBy: [],
  inAutoInstrumentations: false,
};
