import type { NodeIntegration } from '#src/model/integration.js';

export const postgres: NodeIntegration = {
  id: 'postgres',
  title: 'postgres.js',
  language: 'node',
  role: 'client',
  summary: 'Queries of PostgreSQL sent with `postgres`.',
  instrumentation: null,
  manual: 'No maintained OpenTelemetry instrumentation exists; wrap the calls in spans by hand.',
  packages: [{ name: 'postgres' }],
  sites: [{ kind: 'call', module: 'postgres', exports: ['default'] }],
  instrumentedBy: [],
  inAutoInstrumentations: false,
};
