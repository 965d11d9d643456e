import type { NodeIntegration } from '#src/model/integration.js';
import { httpInstrumentation } from './shared/http.js';

export const awsSdk: NodeIntegration = {
  id: 'aws-sdk',
  title: 'AWS SDK v2',
  language: 'node',
  role: 'client',
  summary: 'Calls of AWS services with the old SDK.',
  instrumentation: '@opentelemetry/instrumentation-http',
  manual: 'Version 2 has reached its end of life and its instrumentation was dropped; move to version 3.',
  packages: [{ name: 'aws-sdk' }],
  sites: [
    { kind: 'new', module: 'aws-sdk', exports: ['*', 'DynamoDB.DocumentClient'] },
    { kind: 'new', module: 'aws-sdk/clients/*', exports: ['default', 'DocumentClient'] },
  ],
  instrumentedBy: [{ ...httpInstrumentation, by: '@opentelemetry/instrumentation-http', where: 'sdk' }],
  inAutoInstrumentations: true,
};
