import type { NodeIntegration } from '#src/model/integration.js';

export const memcached: NodeIntegration = {
  id: 'memcached',
  title: 'memcached',
  language: 'node',
  role: 'client',
  summary: 'Calls made with `memcached`.',
  instrumentation: '@opentelemetry/instrumentation-memcached',
  manual: 'Add the memcached instrumentation to the SDK.',
  packages: [{ name: 'memcached' }],
  sites: [
    { kind: 'new', module: 'memcached', exports: ['default'] },
    { kind: 'call', module: 'memcached', exports: ['default'] },
  ],
  instrumentedBy: [
    {
      by: '@opentelemetry/instrumentation-memcached',
      package: '@opentelemetry/instrumentation-memcached',
      export: 'MemcachedInstrumentation',
      where: 'sdk',
    },
  ],
  inAutoInstrumentations: true,
};
