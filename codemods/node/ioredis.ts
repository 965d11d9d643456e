import type { NodeIntegration } from '#src/model/integration.js';
import { withoutArguments } from './shared/redis.js';

export const ioredis: NodeIntegration = {
  id: 'ioredis',
  title: 'ioredis',
  language: 'node',
  role: 'client',
  summary: 'Commands sent with ioredis.',
  instrumentation: '@opentelemetry/instrumentation-ioredis',
  links: [
    'https://github.com/open-telemetry/opentelemetry-js-contrib/tree/main/packages/instrumentation-ioredis',
  ],
  packages: [
    { name: 'ioredis', versions: '>=2.0.0 <7', because: "range that the instrumentation's README states" },
    { name: '@fastify/redis' },
    { name: '@liaoliaots/nestjs-redis' },
    { name: '@nestjs-modules/ioredis' },
  ],
  sites: [
    { kind: 'new', module: 'ioredis', exports: ['default', 'Redis', 'Cluster', 'Redis.Cluster'] },
    { kind: 'call', module: 'ioredis', exports: ['default', 'createClient'] },
    { kind: 'extends', module: 'ioredis', exports: ['default', 'Redis'] },
    { kind: 'call', module: '@fastify/redis', exports: ['default'] },
    {
      kind: 'call',
      module: '@liaoliaots/nestjs-redis',
      exports: ['RedisModule.forRoot', 'RedisModule.forRootAsync'],
    },
    {
      kind: 'call',
      module: '@nestjs-modules/ioredis',
      exports: ['RedisModule.forRoot', 'RedisModule.forRootAsync'],
    },
  ],
  instrumentedBy: [
    {
      by: '@opentelemetry/instrumentation-ioredis',
      package: '@opentelemetry/instrumentation-ioredis',
      export: 'IORedisInstrumentation',
      options: withoutArguments,
      where: 'sdk',
    },
  ],
  inAutoInstrumentations: true,
};
