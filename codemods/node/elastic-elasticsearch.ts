import type { NodeIntegration } from '#src/model/integration.js';
import { httpInstrumentation } from './shared/http.js';

export const elasticElasticsearch: NodeIntegration = {
  id: '@elastic/elasticsearch',
  title: 'Elasticsearch client',
  language: 'node',
  role: 'client',
  summary: 'Calls made with `@elastic/elasticsearch`.',
  instrumentation: '@opentelemetry/instrumentation-http',
  manual:
    'It sends its requests through `node:http`, so the HTTP instrumentation covers it without a change in the code.',
  packages: [{ name: '@elastic/elasticsearch' }, { name: 'elasticsearch' }],
  sites: [
    { kind: 'new', module: '@elastic/elasticsearch', exports: ['Client'] },
    { kind: 'new', module: 'elasticsearch', exports: ['Client'] },
  ],
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
