import type { NodeIntegration } from '#src/model/integration.js';
import { httpInstrumentation } from './shared/http.js';

export const googleCloudStorage: NodeIntegration = {
  id: '@google-cloud/storage',
  title: 'Google Cloud Storage',
  language: 'node',
  role: 'client',
  summary: 'Calls made with `@google-cloud/storage`.',
  instrumentation: '@opentelemetry/instrumentation-http',
  manual:
    'It sends its requests through `node:http`, so the HTTP instrumentation covers it without a change in the code.',
  packages: [{ name: '@google-cloud/storage' }],
  sites: [{ kind: 'new', module: '@google-cloud/storage', exports: ['Storage'] }],
  instrumentedBy: [{ ...httpInstrumentation, by: '@opentelemetry/instrumentation-http', where: 'sdk' }],
  inAutoInstrumentations: true,
};
