import type { NodeIntegration } from '#src/model/integration.js';
import { mysql2Instrumentation } from './shared/databases.js';

export const mysql2: NodeIntegration = {
  id: 'mysql2',
  title: 'mysql2',
  language: 'node',
  role: 'client',
  summary: 'Queries of MySQL sent with `mysql2`.',
  instrumentation: '@opentelemetry/instrumentation-mysql2',
  links: [
    'https://github.com/open-telemetry/opentelemetry-js-contrib/tree/main/packages/instrumentation-mysql2',
  ],
  packages: [
    { name: 'mysql2', versions: '>=1.4.2 <4', because: "range that the instrumentation's README states" },
    { name: '@fastify/mysql' },
    { name: 'drizzle-orm' },
  ],
  sites: [
    { kind: 'call', module: 'mysql2', exports: ['createPool', 'createConnection', 'createPoolCluster'] },
    {
      kind: 'call',
      module: 'mysql2/promise',
      exports: ['createPool', 'createConnection', 'createPoolCluster'],
    },
    { kind: 'call', module: '@fastify/mysql', exports: ['default'] },
    { kind: 'call', module: 'drizzle-orm/mysql2', exports: ['drizzle'] },
  ],
  instrumentedBy: [{ ...mysql2Instrumentation, by: '@opentelemetry/instrumentation-mysql2', where: 'sdk' }],
  spans: ['client `SELECT orders`: operation and table; the text of the query has placeholders for values'],
  inAutoInstrumentations: true,
};
