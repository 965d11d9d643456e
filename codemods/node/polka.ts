import type { NodeIntegration } from '#src/model/integration.js';
import { httpInstrumentation } from './shared/http.js';

export const polka: NodeIntegration = {
  id: 'polka',
  title: 'Polka',
  language: 'node',
  role: 'server',
  summary: 'HTTP requests served by Polka.',
  instrumentation: '@opentelemetry/instrumentation-http',
  manual:
    'It sends its requests through `node:http`, so the HTTP instrumentation covers it without a change in the code.',
  links: [
    'https://github.com/open-telemetry/opentelemetry-js/tree/main/experimental/packages/opentelemetry-instrumentation-http',
  ],
  packages: [{ name: 'polka' }],
  sites: [{ kind: 'call', module: 'polka', exports: ['default'] }],
  instrumentedBy: [{ ...httpInstrumentation, by: '@opentelemetry/instrumentation-http', where: 'sdk' }],
  inAutoInstrumentations: true,
};
