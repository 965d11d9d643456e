import type { GoIntegration } from '#src/model/integration.js';

export const goRedis: GoIntegration = {
  id: 'go-redis',
  title: 'go-redis',
  language: 'go',
  role: 'client',
  summary: 'Redis commands through redis/go-redis.',
  instrumentation: 'github.com/redis/go-redis/extra/redisotel',
  sites: [
    {
      package: 'github.com/redis/go-redis',
      calls: [
        'NewClient',
        'NewClusterClient',
        'NewFailoverClient',
        'NewFailoverClusterClient',
        'NewRing',
        'NewUniversalClient',
        'NewSentinelClient',
      ],
    },
    {
      package: 'github.com/go-redis/redis',
      calls: [
        'NewClient',
        'NewClusterClient',
        'NewFailoverClient',
        'NewFailoverClusterClient',
        'NewRing',
        'NewUniversalClient',
        'NewSentinelClient',
      ],
    },
  ],
  instrumentedBy: [
    {
      by: 'redisotel',
      package: 'github.com/redis/go-redis/extra/redisotel',
      funcs: ['InstrumentTracing', 'NewTracingHook'],
    },
    {
      by: 'redisotel',
      package: 'github.com/go-redis/redis/extra/redisotel',
      funcs: ['InstrumentTracing', 'NewTracingHook'],
    },
  ],
  links: ['https://pkg.go.dev/github.com/redis/go-redis/extra/redisotel/v9'],
};
