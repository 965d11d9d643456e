import type { NodeIntegration } from '#src/model/integration.js';
import { httpInstrumentation } from './shared/http.js';

export const request: NodeIntegration = {
  id: 'request',
  title: 'request',
  language: 'node',
  role: 'client',
  summary: 'Requests sent with `request`.',
  instrumentation: '@opentelemetry/instrumentation-http',
  manual:
    'It sends its requests through `node:http`, so the HTTP instrumentation covers it without a change in the code.',
  links: [
    'https://github.com/open-telemetry/opentelemetry-js/tree/main/experimental/packages/opentelemetry-instrumentation-http',
  ],
  packages: [{ name: 'request' }],
  sites: [
    {
      kind: 'call',
      module: 'request',
      exports: ['default', 'get', 'post', 'put', 'patch', 'del', 'delete', 'head', 'defaults'],
    },
  ],
  instrumentedBy: [{ ...httpInstrumentation, by: '@opentelemetry/instrumentation-http', where: 'sdk' }],
  inAutoInstrumentations: true,
};
