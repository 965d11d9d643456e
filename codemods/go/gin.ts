import type { GoHelper } from '#src/model/go-wrap.js';
import type { GoIntegration } from '#src/model/integration.js';
import { httpServerInstrumenters } from './shared/http-server-instrumenters.js';
import { useMiddleware } from './shared/middleware.js';
import { at, otelgin, trace } from './shared/packages.js';

export const gin: GoIntegration = {
  id: 'gin',
  title: 'Gin',
  language: 'go',
  role: 'server',
  summary: 'HTTP requests served by Gin.',
  instrumentation: 'go.opentelemetry.io/contrib/instrumentation/github.com/gin-gonic/gin/otelgin',
  sites: [{ package: 'github.com/gin-gonic/gin', calls: ['New', 'Default'] }],
  context: { sources: { 'github.com/gin-gonic/gin.Context': '.Request.Context()' } },
  instrumentedBy: httpServerInstrumenters,
  wrap(site) {
    const middleware = `${otelgin}.Middleware("${site.service}")`;
    const type = `*${at(site.package)}.Engine`;
    if (site.otel >= 38) return useMiddleware('traceGin', type, middleware);
    const naming = nameSpan(at(site.package));
    return useMiddleware('traceGin', type, `${middleware}, @(${naming.name})`, [naming]);
  },
};

/** Before v0.63 otelgin names its spans by the route alone. */
function nameSpan(gin: string): GoHelper {
  return {
    name: 'nameGinSpan',
    text: `
// @@ names the span of a request by its method and route.
func @@(c *${gin}.Context) {
	if route := c.FullPath(); route != "" {
		${trace}.SpanFromContext(c.Request.Context()).SetName(c.Request.Method + " " + route)
	}
}`,
  };
}
