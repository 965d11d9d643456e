import type { NodeIntegration } from '#src/model/integration.js';
import { httpInstrumentation } from './shared/http.js';

export const dockerode: NodeIntegration = {
  id: 'dockerode',
  title: 'dockerode',
  language: 'node',
  role: 'client',
  summary: 'Calls made with `dockerode`.',
  instrumentation: '@opentelemetry/instrumentation-http',
  manual:
    'It sends its requests through `node:http`, so the HTTP instrumentation covers it without a change in the code.',
  packages: [{ name: 'dockerode' }],
  sites: [{ kind: 'new', module: 'dockerode', exports: ['default'] }],
  instrumentedBy: [{ ...httpInstrumentation, by: '@opentelemetry/instrumentation-http', where: 'sdk' }],
  inAutoInstrumentations: true,
};
