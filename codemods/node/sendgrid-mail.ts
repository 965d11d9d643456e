import type { NodeIntegration } from '#src/model/integration.js';
import { httpInstrumentation } from './shared/http.js';

export const sendgridMail: NodeIntegration = {
  id: '@sendgrid/mail',
  title: 'SendGrid',
  language: 'node',
  role: 'client',
  summary: 'Calls made with `@sendgrid/mail`.',
  instrumentation: '@opentelemetry/instrumentation-http',
  manual:
    'It sends its requests through `node:http`, so the HTTP instrumentation covers it without a change in the code.',
  packages: [{ name: '@sendgrid/mail' }],
  sites: [{ kind: 'call', module: '@sendgrid/mail', exports: ['send', 'default.send'] }],
  instrumentedBy: [{ ...httpInstrumentation, by: '@opentelemetry/instrumentation-http', where: 'sdk' }],
  inAutoInstrumentations: true,
};
