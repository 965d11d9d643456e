import type { NodeIntegration } from '#src/model/integration.js';
import { httpInstrumentation } from './shared/http.js';

export const slackWebApi: NodeIntegration = {
  id: '@slack/web-api',
  title: 'Slack Web API',
  language: 'node',
  role: 'client',
  summary: 'Calls made with `@slack/web-api`.',
  instrumentation: '@opentelemetry/instrumentation-http',
  manual:
    'It sends its requests through `node:http`, so the HTTP instrumentation covers it without a change in the code.',
  packages: [{ name: '@slack/web-api' }],
  sites: [{ kind: 'new', module: '@slack/web-api', exports: ['WebClient'] }],
  instrumentedBy: [{ ...httpInstrumentation, by: '@opentelemetry/instrumentation-http', where: 'sdk' }],
  inAutoInstrumentations: true,
};
