import type { NodeIntegration } from '#src/model/integration.js';
import { httpInstrumentation } from './shared/http.js';

export const isomorphicFetch: NodeIntegration = {
  id: 'isomorphic-fetch',
  title: 'isomorphic-fetch',
  language: 'node',
  role: 'client',
  summary: 'Requests sent with `isomorphic-fetch`.',
  instrumentation: '@opentelemetry/instrumentation-http',
  manual:
    'It sends its requests through `node:http`, so the HTTP instrumentation covers it without a change in the code.',
  packages: [{ name: 'isomorphic-fetch' }],
  sites: [{ kind: 'call', module: 'isomorphic-fetch', exports: ['default'] }],
  instrumentedBy: [{ ...httpInstrumentation, by: '@opentelemetry/instrumentation-http', where: 'sdk' }],
  inAutoInstrumentations: true,
};
