/** Instrumentations of database drivers, for the drivers and for what builds queries on them. */
import type { NodeInstrumenter } from '#src/model/integration.js';
import type { NodeInstrumentation } from '#src/model/node-instrumentation.js';
import { mysqlNeeds, mysqlPreamble, postgresHook, postgresPreamble } from './query-spans.js';

export const pgInstrumentation: NodeInstrumentation = {
  package: '@opentelemetry/instrumentation-pg',
  export: 'PgInstrumentation',
  options: `{
  ignoreConnectSpans: true,
  requestHook: ${postgresHook},
}`,
  preamble: postgresPreamble,
};

/** Unless it masks, it writes bound values into the text; its own mask misses texts over several lines. */
const MYSQL2 = `new MySQL2Instrumentation({
  maskStatement: true,
  maskStatementHook: (text) => text,
})`;

export const mysql2Instrumentation: NodeInstrumentation = {
  package: '@opentelemetry/instrumentation-mysql2',
  export: 'MySQL2Instrumentation',
  preamble: mysqlPreamble('mysql2', MYSQL2),
  needs: mysqlNeeds,
  element: 'mysql2',
};

export const mysqlInstrumentation: NodeInstrumentation = {
  package: '@opentelemetry/instrumentation-mysql',
  export: 'MySQLInstrumentation',
  preamble: mysqlPreamble('mysql', 'new MySQLInstrumentation()'),
  needs: mysqlNeeds,
  element: 'mysql',
};

const below = (driver: string, instrumentation: NodeInstrumentation): NodeInstrumenter => ({
  ...instrumentation,
  by: instrumentation.package,
  ifPresent: driver,
  where: 'sdk',
});

/** Of the driver below a query builder or mapper: one span a query; its own would stand around that, once more. */
export const driverInstrumenters: readonly NodeInstrumenter[] = [
  below('pg', pgInstrumentation),
  below('mysql2', mysql2Instrumentation),
  below('mysql', mysqlInstrumentation),
];
