import type { GoIntegration } from '#src/model/integration.js';
import { httpServerInstrumenters } from './shared/http-server-instrumenters.js';
import { leftToUser, useMiddleware } from './shared/middleware.js';
import { at, otelecho } from './shared/packages.js';

export const echo: GoIntegration = {
  id: 'echo',
  title: 'Echo',
  language: 'go',
  role: 'server',
  summary: 'HTTP requests served by Echo.',
  instrumentation: 'go.opentelemetry.io/contrib/instrumentation/github.com/labstack/echo/otelecho',
  sites: [{ package: 'github.com/labstack/echo', calls: ['New'] }],
  instrumentedBy: httpServerInstrumenters,
  wrap(site) {
    if (site.major !== 4) {
      return leftToUser(
        'unsupported-version',
        'The middleware is for Echo v4.',
        'For v5 use `e.Use(echootel.NewMiddleware(""))` of github.com/labstack/echo-opentelemetry.',
      );
    }
    return useMiddleware(
      'traceEcho',
      `*${at(site.package)}.Echo`,
      `${otelecho}.Middleware("${site.service}")`,
    );
  },
};
