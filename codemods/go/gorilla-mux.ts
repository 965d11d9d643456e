import type { GoHelper } from '#src/model/go-wrap.js';
import type { GoIntegration } from '#src/model/integration.js';
import { httpServerInstrumenters } from './shared/http-server-instrumenters.js';
import { leftToUser, useMiddleware } from './shared/middleware.js';
import { at, otelmux } from './shared/packages.js';

export const gorillaMux: GoIntegration = {
  id: 'gorilla/mux',
  title: 'gorilla/mux',
  language: 'go',
  role: 'server',
  summary: 'HTTP requests served by gorilla/mux.',
  instrumentation: 'go.opentelemetry.io/contrib/instrumentation/github.com/gorilla/mux/otelmux',
  sites: [{ package: 'github.com/gorilla/mux', calls: ['NewRouter'], literals: ['Router'] }],
  instrumentedBy: httpServerInstrumenters,
  wrap(site) {
    if (site.kind === 'zero' || site.heldIn !== null) {
      return leftToUser(
        'unusual-construction',
        'The router begins as a zero value.',
        'Make it with `mux.NewRouter()`, then run again.',
      );
    }
    const type = `*${at(site.package)}.Router`;
    if (site.otel >= 38) return useMiddleware('traceMux', type, `${otelmux}.Middleware("${site.service}")`);
    const named = `${otelmux}.WithSpanNameFormatter(@(${spanName.name}))`;
    return useMiddleware('traceMux', type, `${otelmux}.Middleware("${site.service}", ${named})`, [spanName]);
  },
};

/** Before v0.63 otelmux names its spans by the route alone. */
const spanName: GoHelper = {
  name: 'muxSpanName',
  text: `
// @@ names the span of a request by its method and route.
func @@(route string, r *@{net/http}.Request) string {
	return r.Method + " " + route
}`,
};
