import type { NodeIntegration } from '#src/model/integration.js';

export const bull: NodeIntegration = {
  id: 'bull',
  title: 'Bull',
  language: 'node',
  role: 'client',
  summary: 'Jobs put into and taken from queues in Redis.',
  instrumentation: null,
  manual: 'No maintained OpenTelemetry instrumentation exists; wrap the calls in spans by hand.',
  packages: [{ name: 'bull' }, { name: '@nestjs/bull' }],
  sites: [
    { kind: 'new', module: 'bull', exports: ['default', 'Queue'] },
    { kind: 'call', module: 'bull', exports: ['default'] },
    {
      kind: 'call',
      module: '@nestjs/bull',
      exports: ['BullModule.registerQueue', 'BullModule.registerQueueAsync'],
      role: 'producer',
    },
    { kind: 'call', module: '@nestjs/bull', exports: ['Process'], role: 'consumer' },
  ],
  uses: [
    { method: 'add', role: 'producer' },
    { method: 'process', role: 'consumer' },
  ],
  instrumentedBy: [],
  inAutoInstrumentations: false,
};
