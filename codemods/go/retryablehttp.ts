import type { GoIntegration } from '#src/model/integration.js';

export const retryablehttp: GoIntegration = {
  id: 'retryablehttp',
  title: 'go-retryablehttp',
  language: 'go',
  role: 'client',
  summary: 'HTTP requests sent by hashicorp/go-retryablehttp.',
  instrumentation: null,
  manual: 'There is no rewrite for it yet.',
  sites: [{ package: 'github.com/hashicorp/go-retryablehttp', calls: ['NewClient'] }],
  instrumentedBy: [
    {
      by: 'otelhttp',
      package: 'go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp',
      funcs: ['NewTransport'],
    },
  ],
};
