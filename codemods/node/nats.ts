import type { NodeIntegration } from '#src/model/integration.js';

export const nats: NodeIntegration = {
  id: 'nats',
  title: 'NATS',
  language: 'node',
  role: 'client',
  summary: 'Messages sent and received through NATS.',
  instrumentation: null,
  manual: 'No instrumentation exists; inject and extract the context by hand.',
  packages: [{ name: 'nats' }, { name: '@nats-io/transport-node' }, { name: 'node-nats-streaming' }],
  sites: [
    { kind: 'call', module: 'nats', exports: ['connect'] },
    { kind: 'call', module: '@nats-io/transport-node', exports: ['connect'] },
    { kind: 'call', module: 'node-nats-streaming', exports: ['connect'] },
  ],
  uses: [
    { method: 'publish', role: 'producer' },
    { method: 'request', role: 'client' },
    { method: 'subscribe', role: 'consumer' },
  ],
  instrumentedBy: [],
  inAutoInstrumentations: false,
};
