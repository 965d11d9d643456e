import type { NodeIntegration } from '#src/model/integration.js';

export const posthogNode: NodeIntegration = {
  id: 'posthog-node',
  title: 'PostHog',
  language: 'node',
  role: 'client',
  summary: 'Calls made with `posthog-node`.',
  instrumentation: '@opentelemetry/instrumentation-undici',
  manual:
    'It sends its requests through `fetch`, so the undici instrumentation covers it without a change in the code.',
  packages: [{ name: 'posthog-node' }],
  sites: [{ kind: 'new', module: 'posthog-node', exports: ['PostHog'] }],
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
