import type { NodeIntegration } from '#src/model/integration.js';

export const neo4jDriver: NodeIntegration = {
  id: 'neo4j-driver',
  title: 'Neo4j driver',
  language: 'node',
  role: 'client',
  summary: 'Calls made with `neo4j-driver`.',
  instrumentation: null,
  manual: 'No maintained OpenTelemetry instrumentation exists; wrap the calls in spans by hand.',
  packages: [{ name: 'neo4j-driver' }],
  sites: [{ kind: 'call', module: 'neo4j-driver', exports: ['driver'] }],
  instrumentedBy: [],
  inAutoInstrumentations: false,
};
