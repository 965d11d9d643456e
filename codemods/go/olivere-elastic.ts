import type { GoIntegration } from '#src/model/integration.js';

export const olivereElastic: GoIntegration = {
  id: 'olivere-elastic',
  title: 'olivere/elastic',
  language: 'go',
  role: 'client',
  summary: 'Elasticsearch through the community client.',
  instrumentation: null,
  manual: 'There is no rewrite for it yet.',
  sites: [
    { package: 'github.com/olivere/elastic', calls: ['NewClient', 'NewSimpleClient', 'Dial', 'DialContext'] },
  ],
  instrumentedBy: [],
};
