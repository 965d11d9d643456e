import type { NodeIntegration } from '#src/model/integration.js';
import { httpInstrumentation } from './shared/http.js';

export const httpProxyMiddleware: NodeIntegration = {
  id: 'http-proxy-middleware',
  title: 'http-proxy-middleware',
  language: 'node',
  role: 'client',
  summary: 'Requests sent with `http-proxy-middleware`.',
  instrumentation: '@opentelemetry/instrumentation-http',
  manual:
    'It sends its requests through `node:http`, so the HTTP instrumentation covers it without a change in the code.',
  links: [
    'https://github.com/open-telemetry/opentelemetry-js/tree/main/experimental/packages/opentelemetry-instrumentation-http',
  ],
  packages: [{ name: 'http-proxy-middleware' }],
  sites: [{ kind: 'call', module: 'http-proxy-middleware', exports: ['default', 'createProxyMiddleware'] }],
  instrumentedBy: [{ ...httpInstrumentation, by: '@opentelemetry/instrumentation-http', where: 'sdk' }],
  inAutoInstrumentations: true,
};
