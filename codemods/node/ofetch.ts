import type { NodeIntegration } from '#src/model/integration.js';

export const ofetch: NodeIntegration = {
  id: 'ofetch',
  title: 'ofetch',
  language: 'node',
  role: 'client',
  summary: 'Requests sent with `ofetch`.',
  instrumentation: '@opentelemetry/instrumentation-undici',
  manual:
    'It sends its requests through `fetch`, so the undici instrumentation covers it without a change in the code.',
  packages: [{ name: 'ofetch' }],
  sites: [{ kind: 'call', module: 'ofetch', exports: ['ofetch', '$fetch', 'ofetch.create'] }],
  instrumentedBy: [
    {
      by: '@opentelemetry/instrumentation-undici',
      package: '@opentelemetry/instrumentation-undici',
      export: 'UndiciInstrumentation',
      where: 'sdk',
    },
  ],
  inAutoInstrumentations: true,
};
