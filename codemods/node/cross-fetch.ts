import type { NodeIntegration } from '#src/model/integration.js';
import { httpInstrumentation } from './shared/http.js';

export const crossFetch: NodeIntegration = {
  id: 'cross-fetch',
  title: 'cross-fetch',
  language: 'node',
  role: 'client',
  summary: 'Requests sent with `cross-fetch`.',
  instrumentation: '@opentelemetry/instrumentation-http',
  manual:
    'It sends its requests through `node:http`, so the HTTP instrumentation covers it without a change in the code.',
  packages: [{ name: 'cross-fetch' }],
  sites: [{ kind: 'call', module: 'cross-fetch', exports: ['default', 'fetch'] }],
  instrumentedBy: [{ ...httpInstrumentation, by: '@opentelemetry/instrumentation-http', where: 'sdk' }],
  inAutoInstrumentations: true,
};
