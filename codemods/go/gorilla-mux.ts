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
    if (site.kind !== 'call') {
      return leftToUser(
        'unusual-construction',
        'The router is made by a literal.',
        'Make it with `mux.NewRouter()`, then run again.',
      );
    }
    return useMiddleware(
      'traceMux',
      `*${at(site.package)}.Router`,
      `${otelmux}.Middleware("${site.service}")`,
    );
  },
};
