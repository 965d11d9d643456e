import type { NodeIntegration } from '#src/model/integration.js';
import { driverInstrumenters } from './shared/databases.js';

export const typeorm: NodeIntegration = {
  id: 'typeorm',
  title: 'TypeORM',
  language: 'node',
  role: 'client',
  summary: 'Queries sent by TypeORM.',
  instrumentation: '@opentelemetry/instrumentation-typeorm',
  packages: [
    { name: 'typeorm', versions: '>=0.3.0 <2', because: "range that the instrumentation's README states" },
    { name: '@nestjs/typeorm' },
  ],
  sites: [
    { kind: 'new', module: 'typeorm', exports: ['DataSource'] },
    { kind: 'call', module: 'typeorm', exports: ['createConnection', 'createConnections'] },
    {
      kind: 'call',
      module: '@nestjs/typeorm',
      exports: ['TypeOrmModule.forRoot', 'TypeOrmModule.forRootAsync'],
    },
  ],
  instrumentedBy: [
    ...driverInstrumenters,
    {
      by: '@opentelemetry/instrumentation-typeorm',
      package: '@opentelemetry/instrumentation-typeorm',
      export: 'TypeormInstrumentation',
      where: 'sdk',
    },
    {
      by: '@opentelemetry/instrumentation-typeorm',
      package: '@opentelemetry/instrumentation-typeorm',
      export: 'TypeORMInstrumentation',
      where: 'sdk',
    },
    {
      by: 'opentelemetry-instrumentation-typeorm',
      package: 'opentelemetry-instrumentation-typeorm',
      export: 'TypeormInstrumentation',
      where: 'sdk',
    },
  ],
  inAutoInstrumentations: false,
};
