import type { NodeIntegration } from '#src/model/integration.js';
import { withoutArguments } from './shared/redis.js';

export const redis: NodeIntegration = {
  id: 'redis',
  title: 'node-redis',
  language: 'node',
  role: 'client',
  summary: 'Commands sent with `redis`.',
  instrumentation: '@opentelemetry/instrumentation-redis',
  links: [
    'https://github.com/open-telemetry/opentelemetry-js-contrib/tree/main/packages/instrumentation-redis',
  ],
  packages: [
    { name: 'redis', versions: '>=2.6.0 <7', because: "range that the instrumentation's README states" },
    { name: '@redis/client' },
  ],
  sites: [
    { kind: 'call', module: 'redis', exports: ['createClient', 'createCluster', 'createClientPool'] },
    { kind: 'call', module: '@redis/client', exports: ['createClient', 'createCluster'] },
  ],
  instrumentedBy: [
    {
      by: '@opentelemetry/instrumentation-redis',
      package: '@opentelemetry/instrumentation-redis',
      export: 'RedisInstrumentation',
      options: withoutArguments,
      where: 'sdk',
    },
    {
      by: '@opentelemetry/instrumentation-redis-4',
      package: '@opentelemetry/instrumentation-redis-4',
      export: 'RedisInstrumentation',
      where: 'sdk',
    },
  ],
  inAutoInstrumentations: true,
};
