import type { NodeIntegration } from '#src/model/integration.js';
import { pgInstrumentation } from './shared/databases.js';

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
    { name: 'drizzle-orm' },
  ],
  sites: [
    { kind: 'new', module: 'pg', exports: ['Pool', 'Client', 'native.Pool', 'native.Client'] },
    { kind: 'new', module: 'pg-pool', exports: ['default'] },
    { kind: 'call', module: 'pg-promise', exports: ['()'] },
    { kind: 'call', module: '@fastify/postgres', exports: ['default'] },
    { kind: 'call', module: 'drizzle-orm/node-postgres', exports: ['drizzle'] },
  ],
  instrumentedBy: [{ ...pgInstrumentation, by: '@opentelemetry/instrumentation-pg', where: 'sdk' }],
  spans: ['client `SELECT orders`: operation and table; the text of the query has placeholders for values'],
  inAutoInstrumentations: true,
};
