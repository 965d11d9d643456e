import type { NodeIntegration } from '#src/model/integration.js';
import { httpInstrumentation } from './shared/http.js';

export const requestPromise: NodeIntegration = {
  id: 'request-promise',
  title: 'request-promise',
  language: 'node',
  role: 'client',
  summary: 'Requests sent with `request-promise`.',
  instrumentation: '@opentelemetry/instrumentation-http',
  manual:
    'It sends its requests through `node:http`, so the HTTP instrumentation covers it without a change in the code.',
  links: [
    'https://github.com/open-telemetry/opentelemetry-js/tree/main/experimental/packages/opentelemetry-instrumentation-http',
  ],
  packages: [{ name: 'request-promise' }, { name: 'request-promise-native' }],
  sites: [
    {
      kind: 'call',
      module: 'request-promise',
      exports: ['default', 'get', 'post', 'put', 'patch', 'del', 'delete', 'defaults'],
    },
    {
      kind: 'call',
      module: 'request-promise-native',
      exports: ['default', 'get', 'post', 'put', 'patch', 'del', 'delete', 'defaults'],
    },
  ],
  instrumentedBy: [{ ...httpInstrumentation, by: '@opentelemetry/instrumentation-http', where: 'sdk' }],
  inAutoInstrumentations: true,
};
