import type { NodeIntegration } from '#src/model/integration.js';
import { httpInstrumentation } from './shared/http.js';

export const opensearchProjectOpensearch: NodeIntegration = {
  id: '@opensearch-project/opensearch',
  title: 'OpenSearch client',
  language: 'node',
  role: 'client',
  summary: 'Calls made with `@opensearch-project/opensearch`.',
  instrumentation: '@opentelemetry/instrumentation-http',
  manual:
    'It sends its requests through `node:http`, so the HTTP instrumentation covers it without a change in the code.',
  packages: [{ name: '@opensearch-project/opensearch' }],
  sites: [{ kind: 'new', module: '@opensearch-project/opensearch', exports: ['Client'] }],
  instrumentedBy: [{ ...httpInstrumentation, by: '@opentelemetry/instrumentation-http', where: 'sdk' }],
  inAutoInstrumentations: true,
};
