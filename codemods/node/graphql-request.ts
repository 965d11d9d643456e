import type { NodeIntegration } from '#src/model/integration.js';
import { httpInstrumentation } from './shared/http.js';

export const graphqlRequest: NodeIntegration = {
  id: 'graphql-request',
  title: 'graphql-request',
  language: 'node',
  role: 'client',
  summary: 'GraphQL queries sent over HTTP.',
  instrumentation: '@opentelemetry/instrumentation-undici',
  manual:
    'It sends its requests through `fetch`, so the undici instrumentation covers it without a change in the code.',
  packages: [{ name: 'graphql-request' }],
  sites: [
    { kind: 'new', module: 'graphql-request', exports: ['GraphQLClient'] },
    { kind: 'call', module: 'graphql-request', exports: ['request', 'default'] },
  ],
  instrumentedBy: [
    {
      by: '@opentelemetry/instrumentation-undici',
      package: '@opentelemetry/instrumentation-undici',
      export: 'UndiciInstrumentation',
      where: 'sdk',
    },
    { ...httpInstrumentation, by: '@opentelemetry/instrumentation-http', where: 'sdk' },
  ],
  inAutoInstrumentations: true,
};
