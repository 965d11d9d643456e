import type { GoIntegration } from '#src/model/integration.js';
import { httpServerInstrumenters } from './shared/http-server-instrumenters.js';
import { leftToUser, useMiddleware } from './shared/middleware.js';
import { at, otelchi } from './shared/packages.js';

export const chi: GoIntegration = {
  id: 'chi',
  title: 'chi',
  language: 'go',
  role: 'server',
  summary: 'HTTP requests served by chi.',
  instrumentation: 'github.com/riandyrn/otelchi',
  sites: [{ package: 'github.com/go-chi/chi', calls: ['NewRouter', 'NewMux'] }],
  instrumentedBy: httpServerInstrumenters,
  wrap(site) {
    if (site.major !== 5) {
      return leftToUser(
        'unsupported-version',
        'The middleware is for chi v5.',
        'Move to `github.com/go-chi/chi/v5`, then run again.',
      );
    }
    return useMiddleware(
      'traceChi',
      `*${at(site.package)}.Mux`,
      `${otelchi}.Middleware("${site.service}", ${otelchi}.WithChiRoutes($), ${otelchi}.WithRequestMethodInSpanName(true))`,
    );
  },
};
