import type { NodeIntegration } from '#src/model/integration.js';

export const graphileWorker: NodeIntegration = {
  id: 'graphile-worker',
  title: 'Graphile Worker',
  language: 'node',
  role: 'consumer',
  summary: 'Jobs taken from PostgreSQL.',
  instrumentation: null,
  manual: 'No maintained OpenTelemetry instrumentation exists; wrap the calls in spans by hand.',
  packages: [{ name: 'graphile-worker' }],
  sites: [
    { kind: 'call', module: 'graphile-worker', exports: ['run', 'runOnce'] },
    {
      kind: 'call',
      module: 'graphile-worker',
      exports: ['makeWorkerUtils', 'quickAddJob'],
      role: 'producer',
    },
  ],
  instrumentedBy: [],
  inAutoInstrumentations: false,
};
