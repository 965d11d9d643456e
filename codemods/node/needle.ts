import type { NodeIntegration } from '#src/model/integration.js';
import { httpInstrumentation } from './shared/http.js';

export const needle: NodeIntegration = {
  id: 'needle',
  title: 'needle',
  language: 'node',
  role: 'client',
  summary: 'Requests sent with `needle`.',
  instrumentation: '@opentelemetry/instrumentation-http',
  manual:
    'It sends its requests through `node:http`, so the HTTP instrumentation covers it without a change in the code.',
  links: [
    'https://github.com/open-telemetry/opentelemetry-js/tree/main/experimental/packages/opentelemetry-instrumentation-http',
  ],
  packages: [{ name: 'needle' }],
  sites: [
    {
      kind: 'call',
      module: 'needle',
      exports: ['default', 'get', 'post', 'put', 'patch', 'delete', 'request'],
    },
  ],
  instrumentedBy: [{ ...httpInstrumentation, by: '@opentelemetry/instrumentation-http', where: 'sdk' }],
  inAutoInstrumentations: true,
};
