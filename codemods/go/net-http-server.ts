import type { GoHelper, GoWrapSite } from '#src/model/go-wrap.js';
import type { GoIntegration } from '#src/model/integration.js';
import { httpServerInstrumenters } from './shared/http-server-instrumenters.js';
import { leftToUser } from './shared/middleware.js';
import { at, otelhttp } from './shared/packages.js';
import { routeNames, traceHandler } from './shared/trace-handler.js';

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
  context: { sources: { 'net/http.Request': '.Context()' } },
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
    const { helper, before, after } = around(site);
    const absent = `${before}${at('net/http')}.DefaultServeMux${after}`;
    const rest = { before, after, absent, helpers: helper ? [helper] : [] };
    if (site.kind !== 'call') return { kind: 'field', name: 'Handler', ...rest };
    return { kind: 'argument', index: site.symbol === 'ListenAndServeTLS' ? 3 : 1, ...rest };
  },
  links: ['https://pkg.go.dev/go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp'],
};

/** From v0.69 on otelhttp names spans by the route, unless something on the way to the mux has copied the request. */
function around(site: GoWrapSite): { before: string; after: string; helper: GoHelper | null } {
  const before = `${otelhttp}.NewHandler(`;
  if (site.mux !== null) {
    const names = `${otelhttp}.WithSpanNameFormatter(@(${routeNames.name})(${site.mux}))`;
    return { before, after: `, "server", ${names})`, helper: routeNames };
  }
  if (site.otel >= 44) return { before, after: ', "server")', helper: null };
  const helper = traceHandler(site.go);
  return { before: `@(${helper.name})(`, after: ')', helper };
}
