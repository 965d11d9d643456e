import type { NodeIntegration } from '#src/model/integration.js';
import { mysqlInstrumentation } from './shared/databases.js';

export const mysql: NodeIntegration = {
  id: 'mysql',
  title: 'mysql',
  language: 'node',
  role: 'client',
  summary: 'Queries of MySQL sent with `mysql`.',
  instrumentation: '@opentelemetry/instrumentation-mysql',
  links: [
    'https://github.com/open-telemetry/opentelemetry-js-contrib/tree/main/packages/instrumentation-mysql',
  ],
  packages: [
    { name: 'mysql', versions: '>=2.0.0 <3', because: "range that the instrumentation's README states" },
  ],
  sites: [
    { kind: 'call', module: 'mysql', exports: ['createPool', 'createConnection', 'createPoolCluster'] },
  ],
  instrumentedBy: [{ ...mysqlInstrumentation, by: '@opentelemetry/instrumentation-mysql', where: 'sdk' }],
  spans: ['client `SELECT orders`: operation and table; the text of the query has placeholders for values'],
  inAutoInstrumentations: true,
};
