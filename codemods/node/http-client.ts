import type { NodeIntegration } from '#src/model/integration.js';
import { httpInstrumentation } from './shared/http.js';

export const httpClient: NodeIntegration = {
  id: 'http-client',
  title: 'Node.js HTTP client',
  language: 'node',
  role: 'client',
  summary: 'Requests sent with `http.request` and `http.get`.',
  instrumentation: '@opentelemetry/instrumentation-http',
  links: [
    'https://github.com/open-telemetry/opentelemetry-js/tree/main/experimental/packages/opentelemetry-instrumentation-http',
  ],
  packages: [{ name: 'http' }, { name: 'https' }],
  sites: [
    { kind: 'call', module: 'http', exports: ['request', 'get'] },
    { kind: 'call', module: 'https', exports: ['request', 'get'] },
  ],
  instrumentedBy: [{ ...httpInstrumentation, by: '@opentelemetry/instrumentation-http', where: 'sdk' }],
  inAutoInstrumentations: true,
};
