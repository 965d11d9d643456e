import type { NodeIntegration } from '#src/model/integration.js';
import { httpInstrumentation } from './shared/http.js';

export const twilio: NodeIntegration = {
  id: 'twilio',
  title: 'Twilio',
  language: 'node',
  role: 'client',
  summary: 'Calls made with `twilio`.',
  instrumentation: '@opentelemetry/instrumentation-http',
  manual:
    'It sends its requests through `node:http`, so the HTTP instrumentation covers it without a change in the code.',
  packages: [{ name: 'twilio' }],
  sites: [
    { kind: 'call', module: 'twilio', exports: ['default'] },
    { kind: 'new', module: 'twilio', exports: ['Twilio'] },
  ],
  instrumentedBy: [{ ...httpInstrumentation, by: '@opentelemetry/instrumentation-http', where: 'sdk' }],
  inAutoInstrumentations: true,
};
