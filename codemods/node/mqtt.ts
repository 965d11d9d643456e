import type { NodeIntegration } from '#src/model/integration.js';

export const mqtt: NodeIntegration = {
  id: 'mqtt',
  title: 'MQTT.js',
  language: 'node',
  role: 'client',
  summary: 'Messages sent and received through MQTT.',
  instrumentation: null,
  manual: 'No instrumentation exists; inject and extract the context by hand.',
  packages: [{ name: 'mqtt' }],
  sites: [{ kind: 'call', module: 'mqtt', exports: ['connect', 'connectAsync'] }],
  uses: [
    { method: 'publish', role: 'producer' },
    { method: 'subscribe', role: 'consumer' },
  ],
  instrumentedBy: [],
  inAutoInstrumentations: false,
};
