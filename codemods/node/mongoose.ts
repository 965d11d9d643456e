import type { NodeIntegration } from '#src/model/integration.js';

export const mongoose: NodeIntegration = {
  id: 'mongoose',
  title: 'Mongoose',
  language: 'node',
  role: 'client',
  summary: 'Operations of Mongoose models.',
  instrumentation: '@opentelemetry/instrumentation-mongoose',
  links: [
    'https://github.com/open-telemetry/opentelemetry-js-contrib/tree/main/packages/instrumentation-mongoose',
  ],
  packages: [
    { name: 'mongoose', versions: '>=5.9.7 <10', because: "range that the instrumentation's README states" },
    { name: '@nestjs/mongoose' },
  ],
  sites: [
    { kind: 'call', module: 'mongoose', exports: ['connect', 'createConnection'] },
    { kind: 'new', module: 'mongoose', exports: ['Mongoose'] },
    {
      kind: 'call',
      module: '@nestjs/mongoose',
      exports: ['MongooseModule.forRoot', 'MongooseModule.forRootAsync'],
    },
  ],
  instrumentedBy: [
    {
      by: '@opentelemetry/instrumentation-mongoose',
      package: '@opentelemetry/instrumentation-mongoose',
      export: 'MongooseInstrumentation',
      options: '{ suppressInternalInstrumentation: true }',
      where: 'sdk',
    },
  ],
  inAutoInstrumentations: true,
};
