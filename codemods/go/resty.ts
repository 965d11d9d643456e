import type { GoIntegration } from '#src/model/integration.js';

export const resty: GoIntegration = {
  id: 'resty',
  title: 'Resty',
  language: 'go',
  role: 'client',
  summary: 'HTTP requests sent by go-resty.',
  instrumentation: null,
  manual: 'There is no rewrite for it yet.',
  sites: [
    { package: 'github.com/go-resty/resty', calls: ['New', 'NewWithClient'] },
    { package: 'resty.dev', calls: ['New', 'NewWithClient'] },
  ],
  instrumentedBy: [
    {
      by: 'otelhttp',
      package: 'go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp',
      funcs: ['NewTransport'],
    },
    { by: 'otelresty', package: 'github.com/dubonzi/otelresty' },
  ],
};
