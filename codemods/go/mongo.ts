import type { GoIntegration } from '#src/model/integration.js';

export const mongo: GoIntegration = {
  id: 'mongo',
  title: 'MongoDB driver',
  language: 'go',
  role: 'client',
  summary: 'Commands through the official MongoDB driver.',
  instrumentation: 'go.opentelemetry.io/contrib/instrumentation/go.mongodb.org/mongo-driver/mongo/otelmongo',
  sites: [{ package: 'go.mongodb.org/mongo-driver/mongo', calls: ['Connect', 'NewClient'] }],
  instrumentedBy: [
    {
      by: 'otelmongo',
      package: 'go.opentelemetry.io/contrib/instrumentation/go.mongodb.org/mongo-driver/mongo/otelmongo',
      funcs: ['NewMonitor'],
    },
  ],
};
