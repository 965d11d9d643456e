import type { NodeIntegration } from '#src/model/integration.js';

export const cassandraDriver: NodeIntegration = {
  id: 'cassandra-driver',
  title: 'Cassandra driver',
  language: 'node',
  role: 'client',
  summary: 'Calls made with `cassandra-driver`.',
  instrumentation: '@opentelemetry/instrumentation-cassandra-driver',
  manual: 'Add the Cassandra instrumentation to the SDK.',
  packages: [{ name: 'cassandra-driver' }],
  sites: [{ kind: 'new', module: 'cassandra-driver', exports: ['Client'] }],
  instrumentedBy: [
    {
      by: '@opentelemetry/instrumentation-cassandra-driver',
      package: '@opentelemetry/instrumentation-cassandra-driver',
      export: 'CassandraDriverInstrumentation',
      where: 'sdk',
    },
  ],
  inAutoInstrumentations: true,
};
