/** Instrumentations of database drivers, for the drivers and for what builds queries on them. */
import type { NodeInstrumenter } from '#src/model/integration.js';
import type { NodeInstrumentation } from '#src/model/node-instrumentation.js';

export const pgInstrumentation: NodeInstrumentation = {
  package: '@opentelemetry/instrumentation-pg',
  export: 'PgInstrumentation',
  options: '{ ignoreConnectSpans: true }',
};

/** Statements that are sent with their values in the text are shown without them. */
export const mysql2Instrumentation: NodeInstrumentation = {
  package: '@opentelemetry/instrumentation-mysql2',
  export: 'MySQL2Instrumentation',
  options: '{ maskStatement: true }',
};

export const mysqlInstrumentation: NodeInstrumentation = {
  package: '@opentelemetry/instrumentation-mysql',
  export: 'MySQLInstrumentation',
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
