import type { NodeIntegration } from '#src/model/integration.js';
import { httpInstrumentation } from './shared/http.js';

export const got: NodeIntegration = {
  id: 'got',
  title: 'Got',
  language: 'node',
  role: 'client',
  summary: 'Requests sent with `got`.',
  instrumentation: '@opentelemetry/instrumentation-http',
  manual:
    'It sends its requests through `node:http`, so the HTTP instrumentation covers it without a change in the code.',
  links: [
    'https://github.com/open-telemetry/opentelemetry-js/tree/main/experimental/packages/opentelemetry-instrumentation-http',
  ],
  packages: [{ name: 'got' }],
  sites: [
    {
      kind: 'call',
      module: 'got',
      exports: ['default', 'got', 'extend', 'get', 'post', 'put', 'patch', 'delete', 'head', 'options'],
    },
  ],
  instrumentedBy: [{ ...httpInstrumentation, by: '@opentelemetry/instrumentation-http', where: 'sdk' }],
  inAutoInstrumentations: true,
};
