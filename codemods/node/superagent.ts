import type { NodeIntegration } from '#src/model/integration.js';
import { httpInstrumentation } from './shared/http.js';

export const superagent: NodeIntegration = {
  id: 'superagent',
  title: 'SuperAgent',
  language: 'node',
  role: 'client',
  summary: 'Requests sent with `superagent`.',
  instrumentation: '@opentelemetry/instrumentation-http',
  manual:
    'It sends its requests through `node:http`, so the HTTP instrumentation covers it without a change in the code.',
  links: [
    'https://github.com/open-telemetry/opentelemetry-js/tree/main/experimental/packages/opentelemetry-instrumentation-http',
  ],
  packages: [{ name: 'superagent' }],
  sites: [
    {
      kind: 'call',
      module: 'superagent',
      exports: ['default', 'agent', 'get', 'post', 'put', 'patch', 'del', 'delete', 'head'],
    },
  ],
  instrumentedBy: [{ ...httpInstrumentation, by: '@opentelemetry/instrumentation-http', where: 'sdk' }],
  inAutoInstrumentations: true,
};
