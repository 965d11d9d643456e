import type { GoIntegration } from '#src/model/integration.js';

export const temporal: GoIntegration = {
  id: 'temporal',
  title: 'Temporal',
  language: 'go',
  role: 'client',
  summary: 'Workflows through the Temporal SDK.',
  instrumentation: null,
  manual: 'There is no rewrite for it yet.',
  sites: [
    { package: 'go.temporal.io/sdk/client', calls: ['Dial', 'NewClient', 'NewLazyClient'] },
    { package: 'go.temporal.io/sdk/worker', role: 'consumer', calls: ['New'] },
  ],
  instrumentedBy: [
    {
      by: 'temporal otel',
      package: 'go.temporal.io/sdk/contrib/opentelemetry',
      funcs: ['NewTracingInterceptor'],
    },
  ],
};
