import type { NodeIntegration } from '#src/model/integration.js';
import { httpInstrumentation } from './shared/http.js';

export const nodeFetch: NodeIntegration = {
  id: 'node-fetch',
  title: 'node-fetch',
  language: 'node',
  role: 'client',
  summary: 'Requests sent with `node-fetch`.',
  instrumentation: '@opentelemetry/instrumentation-http',
  manual:
    'It sends its requests through `node:http`, so the HTTP instrumentation covers it without a change in the code.',
  links: [
    'https://github.com/open-telemetry/opentelemetry-js/tree/main/experimental/packages/opentelemetry-instrumentation-http',
  ],
  packages: [{ name: 'node-fetch' }],
  sites: [{ kind: 'call', module: 'node-fetch', exports: ['default'] }],
  instrumentedBy: [{ ...httpInstrumentation, by: '@opentelemetry/instrumentation-http', where: 'sdk' }],
  inAutoInstrumentations: true,
};
