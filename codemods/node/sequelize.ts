import type { NodeIntegration } from '#src/model/integration.js';
import { driverInstrumenters } from './shared/databases.js';

export const sequelize: NodeIntegration = {
  id: 'sequelize',
  title: 'Sequelize',
  language: 'node',
  role: 'client',
  summary: 'Queries sent by Sequelize.',
  instrumentation: '@opentelemetry/instrumentation-sequelize',
  packages: [
    { name: 'sequelize', versions: '>=6.0.0 <7', because: "range that the instrumentation's README states" },
    { name: 'sequelize-typescript' },
    { name: '@nestjs/sequelize' },
  ],
  sites: [
    { kind: 'new', module: 'sequelize', exports: ['Sequelize', 'default'] },
    { kind: 'new', module: 'sequelize-typescript', exports: ['Sequelize'] },
    {
      kind: 'call',
      module: '@nestjs/sequelize',
      exports: ['SequelizeModule.forRoot', 'SequelizeModule.forRootAsync'],
    },
  ],
  instrumentedBy: [
    ...driverInstrumenters,
    {
      by: '@opentelemetry/instrumentation-sequelize',
      package: '@opentelemetry/instrumentation-sequelize',
      export: 'SequelizeInstrumentation',
      where: 'sdk',
    },
    {
      by: 'opentelemetry-instrumentation-sequelize',
      package: 'opentelemetry-instrumentation-sequelize',
      export: 'SequelizeInstrumentation',
      where: 'sdk',
    },
  ],
  inAutoInstrumentations: false,
};
