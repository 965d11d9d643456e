import type { NodeIntegration } from '#src/model/integration.js';
import { mongodbInstrumentation } from './shared/mongodb.js';

export const mongodb: NodeIntegration = {
  id: 'mongodb',
  title: 'MongoDB driver',
  language: 'node',
  role: 'client',
  summary: 'Operations of the MongoDB driver.',
  instrumentation: '@opentelemetry/instrumentation-mongodb',
  links: [
    'https://github.com/open-telemetry/opentelemetry-js-contrib/tree/main/packages/instrumentation-mongodb',
  ],
  packages: [
    { name: 'mongodb', versions: '>=3.3.0 <8', because: "range that the instrumentation's README states" },
    { name: '@fastify/mongodb' },
  ],
  sites: [
    { kind: 'new', module: 'mongodb', exports: ['MongoClient'] },
    { kind: 'call', module: 'mongodb', exports: ['MongoClient.connect'] },
    { kind: 'call', module: '@fastify/mongodb', exports: ['default'] },
  ],
  instrumentedBy: [{ ...mongodbInstrumentation, by: '@opentelemetry/instrumentation-mongodb', where: 'sdk' }],
  spans: ['client `find orders`: operation and collection; the text of a command has `?` for every value'],
  inAutoInstrumentations: true,
};
