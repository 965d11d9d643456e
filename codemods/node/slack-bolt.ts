import type { NodeIntegration } from '#src/model/integration.js';
import { httpInstrumentation } from './shared/http.js';

export const slackBolt: NodeIntegration = {
  id: '@slack/bolt',
  title: 'Slack Bolt',
  language: 'node',
  role: 'client',
  summary: 'Calls made with `@slack/bolt`.',
  instrumentation: '@opentelemetry/instrumentation-http',
  manual:
    'It sends its requests through `node:http`, so the HTTP instrumentation covers it without a change in the code.',
  packages: [{ name: '@slack/bolt' }],
  sites: [{ kind: 'new', module: '@slack/bolt', exports: ['App'] }],
  instrumentedBy: [{ ...httpInstrumentation, by: '@opentelemetry/instrumentation-http', where: 'sdk' }],
  inAutoInstrumentations: true,
};
