import type { NodeIntegration } from '#src/model/integration.js';

export const memjs: NodeIntegration = {
  id: 'memjs',
  title: 'MemJS',
  language: 'node',
  role: 'client',
  summary: 'Calls made with `memjs`.',
  instrumentation: null,
  manual: 'No maintained OpenTelemetry instrumentation exists; wrap the calls in spans by hand.',
  packages: [{ name: 'memjs' }],
  sites: [{ kind: 'call', module: 'memjs', exports: ['Client.create'] }],
  instrumentedBy: [],
  inAutoInstrumentations: false,
};
