import type { NodeIntegration } from '#src/model/integration.js';
import { httpInstrumentation } from './shared/http.js';

export const algoliasearch: NodeIntegration = {
  id: 'algoliasearch',
  title: 'Algolia',
  language: 'node',
  role: 'client',
  summary: 'Calls made with `algoliasearch`.',
  instrumentation: '@opentelemetry/instrumentation-http',
  manual:
    'It sends its requests through `node:http`, so the HTTP instrumentation covers it without a change in the code.',
  packages: [{ name: 'algoliasearch' }],
  sites: [{ kind: 'call', module: 'algoliasearch', exports: ['default', 'algoliasearch', 'liteClient'] }],
  instrumentedBy: [
    { ...httpInstrumentation, by: '@opentelemetry/instrumentation-http', where: 'sdk' },
    {
      by: '@opentelemetry/instrumentation-undici',
      package: '@opentelemetry/instrumentation-undici',
      export: 'UndiciInstrumentation',
      where: 'sdk',
    },
  ],
  inAutoInstrumentations: true,
};
