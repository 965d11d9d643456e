import type { GoHelper } from '#src/model/go-wrap.js';
import type { GoIntegration } from '#src/model/integration.js';
import { httpServerInstrumenters } from './shared/http-server-instrumenters.js';
import { leftToUser, useMiddleware } from './shared/middleware.js';
import { at, codes, echootel, otelecho, trace } from './shared/packages.js';

const echo5 = '@{github.com/labstack/echo/v5}';

export const echo: GoIntegration = {
  id: 'echo',
  title: 'Echo',
  language: 'go',
  role: 'server',
  summary: 'HTTP requests served by Echo.',
  instrumentation: 'go.opentelemetry.io/contrib/instrumentation/github.com/labstack/echo/otelecho',
  sites: [{ package: 'github.com/labstack/echo', calls: ['New'] }],
  context: { sources: { 'github.com/labstack/echo.Context': '.Request().Context()' } },
  instrumentedBy: httpServerInstrumenters,
  wrap(site) {
    const type = `*${at(site.package)}.Echo`;
    if (site.major === 5) {
      const config = `${echootel}.Config{OnNextError: @(${clientErrors.name})}`;
      return useMiddleware('traceEcho', type, `${echootel}.NewMiddlewareWithConfig(${config})`, [
        clientErrors,
      ]);
    }
    if (site.major !== 4) {
      return leftToUser(
        'unsupported-version',
        'The middleware is for Echo v4 and v5.',
        'Move to `github.com/labstack/echo/v4`, then run again.',
      );
    }
    const middleware = `${otelecho}.Middleware("${site.service}")`;
    if (site.otel >= 35) return useMiddleware('traceEcho', type, middleware);
    const naming = nameSpan(at(site.package));
    return useMiddleware('traceEcho', type, `${middleware}, @(${naming.name})`, [naming]);
  },
};

/** The middleware for v5 takes each error that a handler returns for the server's, `404 Not Found` too. */
const clientErrors: GoHelper = {
  name: 'keepClientErrors',
  text: `
// @@ keeps requests that fail by the client's own fault, with a status below 500, from being marked as errors.
func @@(c *${echo5}.Context, err error) {
	if _, status := ${echo5}.ResolveResponseStatus(c.Response(), err); status < 500 {
		${trace}.SpanFromContext(c.Request().Context()).SetStatus(${codes}.Ok, "")
	}
}`,
};

/** Before v0.60 otelecho names its spans by the route alone. */
function nameSpan(echo: string): GoHelper {
  return {
    name: 'nameEchoSpan',
    text: `
// @@ names the span of a request by its method and route.
func @@(next ${echo}.HandlerFunc) ${echo}.HandlerFunc {
	return func(c ${echo}.Context) error {
		if route := c.Path(); route != "" {
			${trace}.SpanFromContext(c.Request().Context()).SetName(c.Request().Method + " " + route)
		}
		return next(c)
	}
}`,
  };
}
