import type { NodeIntegration } from '#src/model/integration.js';

export const fetchUndici: NodeIntegration = {
  id: 'fetch/undici',
  title: 'fetch and undici',
  language: 'node',
  role: 'client',
  summary: 'Requests sent with the global `fetch` or with undici.',
  instrumentation: '@opentelemetry/instrumentation-undici',
  links: [
    'https://github.com/open-telemetry/opentelemetry-js-contrib/tree/main/packages/instrumentation-undici',
  ],
  packages: [
    {
      name: 'undici',
      versions: '>=5.12.0',
      because: 'the first undici with the diagnostics channels that the instrumentation listens to',
    },
  ],
  sites: [
    { kind: 'global', name: 'fetch' },
    { kind: 'call', module: 'undici', exports: ['fetch', 'request', 'stream', 'pipeline', 'connect'] },
    { kind: 'new', module: 'undici', exports: ['Client', 'Pool', 'BalancedPool'] },
  ],
  instrumentedBy: [
    {
      by: '@opentelemetry/instrumentation-undici',
      package: '@opentelemetry/instrumentation-undici',
      export: 'UndiciInstrumentation',
      where: 'sdk',
    },
    {
      by: 'opentelemetry-instrumentation-fetch-node',
      package: 'opentelemetry-instrumentation-fetch-node',
      export: 'FetchInstrumentation',
      where: 'sdk',
    },
  ],
  inAutoInstrumentations: true,
};
