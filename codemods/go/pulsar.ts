import type { GoIntegration } from '#src/model/integration.js';

export const pulsar: GoIntegration = {
  id: 'pulsar',
  title: 'Apache Pulsar',
  language: 'go',
  role: 'client',
  summary: 'Messages through the Pulsar client.',
  instrumentation: null,
  manual: 'There is no rewrite for it yet.',
  sites: [{ package: 'github.com/apache/pulsar-client-go/pulsar', calls: ['NewClient'] }],
  consumes: ['Receive'],
  instrumentedBy: [],
};
