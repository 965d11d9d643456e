import type { GoIntegration } from '#src/model/integration.js';
import { httpServerInstrumenters } from './shared/http-server-instrumenters.js';

export const netHttpServer: GoIntegration = {
  id: 'net/http-server',
  title: 'net/http server',
  language: 'go',
  role: 'server',
  summary: 'HTTP requests served by the standard library.',
  instrumentation: 'go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp',
  sites: [
    {
      package: 'net/http',
      calls: ['ListenAndServe', 'ListenAndServeTLS', 'Serve', 'ServeTLS'],
      literals: ['Server'],
      decides: {
        field: 'Handler',
        arguments: { ListenAndServe: 1, ListenAndServeTLS: 3, Serve: 1, ServeTLS: 1 },
        otherwise: 'net/http.DefaultServeMux',
      },
    },
  ],
  instrumentedBy: httpServerInstrumenters,
  links: ['https://pkg.go.dev/go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp'],
};
