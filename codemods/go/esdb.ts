import type { GoIntegration } from '#src/model/integration.js';

export const esdb: GoIntegration = {
  id: 'esdb',
  title: 'EventStoreDB',
  language: 'go',
  role: 'client',
  summary: 'Events in EventStoreDB.',
  instrumentation: null,
  manual: 'There is no rewrite for it yet.',
  sites: [{ package: 'github.com/EventStore/EventStore-Client-Go/esdb', calls: ['NewClient'] }],
  instrumentedBy: [],
};
