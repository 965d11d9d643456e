import type { NodeIntegration } from '#src/model/integration.js';

export const pg: NodeIntegration = {
  id: 'pg',
  title: 'node-postgres',
  language: 'node',
  role: 'client',
  summary: 'Queries of PostgreSQL sent with `pg`.',
  instrumentation: '@opentelemetry/instrumentation-pg',
  links: ['https://github.com/open-telemetry/opentelemetry-js-contrib/tree/main/packages/instrumentation-pg'],
  packages: [
    { name: 'pg', versions: '>=8.0.3 <9', because: "range that the instrumentation's README states" },
    { name: 'pg-pool', versions: '>=2.0.0 <4', because: "range that the instrumentation's README states" },
    { name: 'pg-promise' },
    { name: '@fastify/postgres' },
  ],
  sites: [
    { kind: 'new', module: 'pg', exports: ['Pool', 'Client', 'native.Pool', 'native.Client'] },
    { kind: 'new', module: 'pg-pool', exports: ['default'] },
    { kind: 'call', module: 'pg-promise', exports: ['()'] },
    { kind: 'call', module: '@fastify/postgres', exports: ['default'] },
  ],
  instrumentedBy: [
    {
      by: '@opentelemetry/instrumentation-pg',
      package: '@opentelemetry/instrumentation-pg',
      export: 'PgInstrumentation',
      where: 'sdk',
    },
  ],
  inAutoInstrumentations: true,
};
