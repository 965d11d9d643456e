import type { NodeIntegration } from '#src/model/integration.js';

export const isomorphicFetch: NodeIntegration = {
  id: 'isomorphic-fetch',
  title: 'isomorphic-fetch',
  language: 'node',
  role: 'client',
  summary: 'Requests sent with `isomorphic-fetch`.',
  instrumentation: '@opentelemetry/instrumentation-http',
  manual:
    'It sends its requests through `node:http`, so the HTTP instrumentation covers it without a change in the code.',
  packages: [{ name: 'isomorphic-fetch' }],
  sites: [{ kind: 'call', module: 'isomorphic-fetch', exports: ['default'] }],
  instrumentedBy: [
    {
      by: '@opentelemetry/instrumentation-http',
      package: '@opentelemetry/instrumentation-http',
      export: 'HttpInstrumentation',
      where: 'sdk',
    },
  ],
  inAutoInstrumentations: true,
};
