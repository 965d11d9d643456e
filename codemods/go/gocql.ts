import type { GoIntegration } from '#src/model/integration.js';

export const gocql: GoIntegration = {
  id: 'gocql',
  title: 'gocql',
  language: 'go',
  role: 'client',
  summary: 'Cassandra through gocql.',
  instrumentation: null,
  manual: 'There is no rewrite for it yet.',
  sites: [
    { package: 'github.com/gocql/gocql', calls: ['NewCluster'] },
    { package: 'github.com/apache/cassandra-gocql-driver', calls: ['NewCluster'] },
  ],
  instrumentedBy: [
    {
      by: 'otelgocql',
      package: 'go.opentelemetry.io/contrib/instrumentation/github.com/gocql/gocql/otelgocql',
    },
  ],
  hooks: ['ObserveQuery'],
};
