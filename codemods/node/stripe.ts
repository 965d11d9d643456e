import type { NodeIntegration } from '#src/model/integration.js';
import { httpInstrumentation } from './shared/http.js';

export const stripe: NodeIntegration = {
  id: 'stripe',
  title: 'Stripe',
  language: 'node',
  role: 'client',
  summary: 'Calls made with `stripe`.',
  instrumentation: '@opentelemetry/instrumentation-http',
  manual:
    'It sends its requests through `node:http`, so the HTTP instrumentation covers it without a change in the code.',
  packages: [{ name: 'stripe' }],
  sites: [
    { kind: 'new', module: 'stripe', exports: ['default', 'Stripe'] },
    { kind: 'call', module: 'stripe', exports: ['default'] },
  ],
  instrumentedBy: [{ ...httpInstrumentation, by: '@opentelemetry/instrumentation-http', where: 'sdk' }],
  inAutoInstrumentations: true,
};
