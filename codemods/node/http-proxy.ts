import type { NodeIntegration } from '#src/model/integration.js';
import { httpInstrumentation } from './shared/http.js';

export const httpProxy: NodeIntegration = {
  id: 'http-proxy',
  title: 'http-proxy',
  language: 'node',
  role: 'client',
  summary: 'Requests sent with `http-proxy`.',
  instrumentation: '@opentelemetry/instrumentation-http',
  manual:
    'It sends its requests through `node:http`, so the HTTP instrumentation covers it without a change in the code.',
  links: [
    'https://github.com/open-telemetry/opentelemetry-js/tree/main/experimental/packages/opentelemetry-instrumentation-http',
  ],
  packages: [{ name: 'http-proxy' }],
  sites: [
    { kind: 'call', module: 'http-proxy', exports: ['createProxyServer', 'createServer', 'createProxy'] },
  ],
  instrumentedBy: [{ ...httpInstrumentation, by: '@opentelemetry/instrumentation-http', where: 'sdk' }],
  inAutoInstrumentations: true,
};
