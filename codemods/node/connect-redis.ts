import type { NodeIntegration } from '#src/model/integration.js';

export const connectRedis: NodeIntegration = {
  id: 'connect-redis',
  title: 'connect-redis',
  language: 'node',
  role: 'client',
  summary: 'Sessions kept in Redis by Express.',
  instrumentation: '@opentelemetry/instrumentation-redis',
  manual: 'The Redis client that it is given is what has to be instrumented.',
  packages: [{ name: 'connect-redis' }],
  sites: [{ kind: 'new', module: 'connect-redis', exports: ['()', 'default', 'RedisStore'] }],
  instrumentedBy: [
    {
      by: '@opentelemetry/instrumentation-redis',
      package: '@opentelemetry/instrumentation-redis',
      export: 'RedisInstrumentation',
      where: 'sdk',
    },
    {
      by: '@opentelemetry/instrumentation-ioredis',
      package: '@opentelemetry/instrumentation-ioredis',
      export: 'IORedisInstrumentation',
      where: 'sdk',
    },
  ],
  inAutoInstrumentations: true,
};
