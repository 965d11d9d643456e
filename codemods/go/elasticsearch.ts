import type { GoIntegration } from '#src/model/integration.js';

export const elasticsearch: GoIntegration = {
  id: 'elasticsearch',
  title: 'go-elasticsearch',
  language: 'go',
  role: 'client',
  summary: 'Elasticsearch through the official client.',
  instrumentation: null,
  manual: 'There is no rewrite for it yet.',
  sites: [
    {
      package: 'github.com/elastic/go-elasticsearch',
      calls: ['NewClient', 'NewDefaultClient', 'NewTypedClient'],
    },
  ],
  instrumentedBy: [
    {
      by: 'elastictransport',
      package: 'github.com/elastic/elastic-transport-go/elastictransport',
      funcs: ['NewOtelInstrumentation'],
    },
    {
      by: 'go-elasticsearch',
      package: 'github.com/elastic/go-elasticsearch',
      funcs: ['NewOpenTelemetryInstrumentation'],
    },
  ],
};
