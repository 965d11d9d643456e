import type { NodeIntegration } from '#src/model/integration.js';

export const ky: NodeIntegration = {
  id: 'ky',
  title: 'Ky',
  language: 'node',
  role: 'client',
  summary: 'Requests sent with `ky`.',
  instrumentation: '@opentelemetry/instrumentation-undici',
  manual:
    'It sends its requests through `fetch`, so the undici instrumentation covers it without a change in the code.',
  packages: [{ name: 'ky' }],
  sites: [
    {
      kind: 'call',
      module: 'ky',
      exports: ['default', 'create', 'extend', 'get', 'post', 'put', 'patch', 'delete', 'head'],
    },
  ],
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
