import type { NodeIntegration } from '#src/model/integration.js';

export const mikroOrm: NodeIntegration = {
  id: 'mikro-orm',
  title: 'MikroORM',
  language: 'node',
  role: 'client',
  summary: 'Queries sent by MikroORM; its driver is what gets instrumented.',
  instrumentation: '@opentelemetry/instrumentation-pg',
  manual: 'The database driver below it is what has to be instrumented.',
  packages: [
    { name: '@mikro-orm/core' },
    { name: '@mikro-orm/nestjs' },
    { name: '@mikro-orm/postgresql' },
    { name: '@mikro-orm/mysql' },
    { name: '@mikro-orm/mongodb' },
  ],
  sites: [
    { kind: 'call', module: '@mikro-orm/core', exports: ['MikroORM.init'] },
    { kind: 'call', module: '@mikro-orm/postgresql', exports: ['MikroORM.init'] },
    { kind: 'call', module: '@mikro-orm/mysql', exports: ['MikroORM.init'] },
    { kind: 'call', module: '@mikro-orm/mongodb', exports: ['MikroORM.init'] },
    {
      kind: 'call',
      module: '@mikro-orm/nestjs',
      exports: ['MikroOrmModule.forRoot', 'MikroOrmModule.forRootAsync'],
    },
  ],
  instrumentedBy: [
    {
      by: '@opentelemetry/instrumentation-pg',
      package: '@opentelemetry/instrumentation-pg',
      export: 'PgInstrumentation',
      where: 'sdk',
    },
    {
      by: '@opentelemetry/instrumentation-mysql2',
      package: '@opentelemetry/instrumentation-mysql2',
      export: 'MySQL2Instrumentation',
      where: 'sdk',
    },
    {
      by: '@opentelemetry/instrumentation-mongodb',
      package: '@opentelemetry/instrumentation-mongodb',
      export: 'MongoDBInstrumentation',
      where: 'sdk',
    },
  ],
  inAutoInstrumentations: true,
};
