import type { NodeIntegration } from '#src/model/integration.js';
import { httpInstrumentation } from './shared/http.js';

export const awsAppsync: NodeIntegration = {
  id: 'aws-appsync',
  title: 'AWS AppSync client',
  language: 'node',
  role: 'client',
  summary: 'Calls made with `aws-appsync`.',
  instrumentation: '@opentelemetry/instrumentation-http',
  manual:
    'It sends its requests through `node:http`, so the HTTP instrumentation covers it without a change in the code.',
  packages: [{ name: 'aws-appsync' }],
  sites: [{ kind: 'new', module: 'aws-appsync', exports: ['default', 'AWSAppSyncClient'] }],
  instrumentedBy: [{ ...httpInstrumentation, by: '@opentelemetry/instrumentation-http', where: 'sdk' }],
  inAutoInstrumentations: true,
};
