import type { GoIntegration } from '#src/model/integration.js';

export const gomemcache: GoIntegration = {
  id: 'gomemcache',
  title: 'gomemcache',
  language: 'go',
  role: 'client',
  summary: 'Memcached through gomemcache.',
  instrumentation: null,
  manual: 'There is no rewrite for it yet.',
  sites: [{ package: 'github.com/bradfitz/gomemcache/memcache', calls: ['New', 'NewFromSelector'] }],
  instrumentedBy: [
    {
      by: 'otelmemcache',
      package:
        'go.opentelemetry.io/contrib/instrumentation/github.com/bradfitz/gomemcache/memcache/otelmemcache',
    },
  ],
};
