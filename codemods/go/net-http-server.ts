import type { GoIntegration } from '#src/model/integration.js';
import { httpServerInstrumenters } from './shared/http-server-instrumenters.js';
import { leftToUser } from './shared/middleware.js';
import { at, otelhttp } from './shared/packages.js';

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
  wrap(site) {
    if (site.heldIn !== null) {
      return leftToUser(
        'handler-unknown',
        `The field \`${site.heldIn}\` holds the server by value; it gets its handler apart from the literal.`,
        'Wrap the handler where it is assigned: `otelhttp.NewHandler(handler, "server")`.',
      );
    }
    if (site.router === 'router') return { kind: 'covered' };
    if (site.router === 'unknown') {
      return leftToUser(
        'handler-unknown',
        'Whether this server hands its requests to a router that is instrumented itself cannot be told.',
        'If it does not, wrap its handler: `otelhttp.NewHandler(handler, "server")`.',
      );
    }
    const around = { before: `${otelhttp}.NewHandler(`, after: ', "server")' };
    const absent = `${around.before}${at('net/http')}.DefaultServeMux${around.after}`;
    const notes =
      site.otel < 44 ? ['Server spans are named `server` by this version of otelhttp, not by route.'] : [];
    if (site.kind !== 'call') return { kind: 'field', name: 'Handler', ...around, absent, notes };
    const index = site.symbol === 'ListenAndServeTLS' ? 3 : 1;
    return { kind: 'argument', index, ...around, absent, notes };
  },
  links: ['https://pkg.go.dev/go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp'],
};
