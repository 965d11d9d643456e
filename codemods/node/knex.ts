import type { NodeIntegration } from '#src/model/integration.js';
import { driverInstrumenters } from './shared/databases.js';

export const knex: NodeIntegration = {
  id: 'knex',
  title: 'Knex',
  language: 'node',
  role: 'client',
  summary: 'Queries built and sent with Knex.',
  instrumentation: '@opentelemetry/instrumentation-knex',
  links: [
    'https://github.com/open-telemetry/opentelemetry-js-contrib/tree/main/packages/instrumentation-knex',
  ],
  packages: [
    { name: 'knex', versions: '>=0.22.0 <4', because: "range that the instrumentation's README states" },
  ],
  sites: [{ kind: 'call', module: 'knex', exports: ['default', 'knex'] }],
  instrumentedBy: [
    ...driverInstrumenters,
    {
      by: '@opentelemetry/instrumentation-knex',
      package: '@opentelemetry/instrumentation-knex',
      export: 'KnexInstrumentation',
      where: 'sdk',
    },
  ],
  inAutoInstrumentations: true,
};
