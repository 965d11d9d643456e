import type { NodeIntegration } from '#src/model/integration.js';
import { httpInstrumentation } from './shared/http.js';

export const httpServer: NodeIntegration = {
  id: 'http-server',
  title: 'Node.js HTTP server',
  language: 'node',
  role: 'server',
  summary: 'HTTP requests served by `http.createServer` and `https.createServer`.',
  instrumentation: '@opentelemetry/instrumentation-http',
  links: [
    'https://github.com/open-telemetry/opentelemetry-js/tree/main/experimental/packages/opentelemetry-instrumentation-http',
  ],
  packages: [{ name: 'http' }, { name: 'https' }],
  sites: [
    { kind: 'call', module: 'http', exports: ['createServer'] },
    { kind: 'call', module: 'https', exports: ['createServer'] },
    { kind: 'new', module: 'http', exports: ['Server'] },
    { kind: 'new', module: 'https', exports: ['Server'] },
  ],
  instrumentedBy: [{ ...httpInstrumentation, by: '@opentelemetry/instrumentation-http', where: 'sdk' }],
  inAutoInstrumentations: true,
};
