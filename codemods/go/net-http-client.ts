import type { GoIntegration } from '#src/model/integration.js';

export const netHttpClient: GoIntegration = {
  id: 'net/http-client',
  title: 'net/http client',
  language: 'go',
  role: 'client',
  summary: 'HTTP requests sent by the standard library.',
  instrumentation: 'go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp',
  sites: [
    {
      package: 'net/http',
      calls: ['Get', 'Head', 'Post', 'PostForm'],
      literals: ['Client'],
      variables: ['DefaultClient'],
      decides: { field: 'Transport', arguments: {}, otherwise: 'net/http.DefaultTransport' },
    },
  ],
  instrumentedBy: [
    {
      by: 'otelhttp',
      package: 'go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp',
      funcs: ['NewTransport', 'Get', 'Head', 'Post', 'PostForm'],
      constructs: ['Get', 'Head', 'Post', 'PostForm'],
    },
    {
      by: 'otelhttptrace',
      package: 'go.opentelemetry.io/contrib/instrumentation/net/http/httptrace/otelhttptrace',
      funcs: ['NewClientTrace'],
    },
  ],
  links: ['https://pkg.go.dev/go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp'],
};
