import type { GoIntegration } from '#src/model/integration.js';

export const pubsub: GoIntegration = {
  id: 'pubsub',
  title: 'Google Cloud Pub/Sub',
  language: 'go',
  role: 'client',
  summary: 'Messages through Google Cloud Pub/Sub.',
  instrumentation: null,
  manual: 'There is no rewrite for it yet.',
  sites: [{ package: 'cloud.google.com/go/pubsub', calls: ['NewClient', 'NewClientWithConfig'] }],
  consumes: ['Receive'],
  instrumentedBy: [],
};
