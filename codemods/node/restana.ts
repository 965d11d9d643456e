import type { NodeIntegration } from '#src/model/integration.js';
import { httpInstrumentation } from './shared/http.js';

export const restana: NodeIntegration = {
  id: 'restana',
  title: 'restana',
  language: 'node',
  role: 'server',
  summary: 'HTTP requests served by restana.',
  instrumentation: '@opentelemetry/instrumentation-http',
  manual:
    'It sends its requests through `node:http`, so the HTTP instrumentation covers it without a change in the code.',
  packages: [{ name: 'restana' }],
  sites: [{ kind: 'call', module: 'restana', exports: ['default'] }],
  instrumentedBy: [{ ...httpInstrumentation, by: '@opentelemetry/instrumentation-http', where: 'sdk' }],
  inAutoInstrumentations: true,
};
