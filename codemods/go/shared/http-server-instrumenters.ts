import type { GoInstrumenter } from '#src/model/integration.js';

/**
 * Middleware that gives a request its server span, wherever it stands between the listener and the router: an
 * instrumented router instruments the `http.Server` in front of it, and the other way round.
 */
export const httpServerInstrumenters: readonly GoInstrumenter[] = [
  {
    by: 'otelhttp',
    package: 'go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp',
    funcs: ['NewHandler', 'NewMiddleware', 'WithRouteTag'],
  },
  {
    by: 'otelmux',
    package: 'go.opentelemetry.io/contrib/instrumentation/github.com/gorilla/mux/otelmux',
    funcs: ['Middleware'],
  },
  {
    by: 'otelgin',
    package: 'go.opentelemetry.io/contrib/instrumentation/github.com/gin-gonic/gin/otelgin',
    funcs: ['Middleware'],
  },
  {
    by: 'otelecho',
    package: 'go.opentelemetry.io/contrib/instrumentation/github.com/labstack/echo/otelecho',
    funcs: ['Middleware'],
  },
  {
    by: 'echootel',
    package: 'github.com/labstack/echo-opentelemetry',
    funcs: ['NewMiddleware', 'NewMiddlewareWithConfig', 'Middleware'],
  },
  { by: 'otelchi', package: 'github.com/riandyrn/otelchi', funcs: ['Middleware'] },
  {
    by: 'otelrestful',
    package: 'go.opentelemetry.io/contrib/instrumentation/github.com/emicklei/go-restful/otelrestful',
    funcs: ['OTelFilter'],
  },
  { by: 'otelfiber', package: 'github.com/gofiber/contrib/otelfiber', funcs: ['Middleware'] },
  { by: 'fiberotel', package: 'github.com/gofiber/contrib/otel', funcs: ['Middleware'] },
  { by: 'otelconnect', package: 'connectrpc.com/otelconnect', funcs: ['NewInterceptor'] },
];
