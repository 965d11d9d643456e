import type { Rule } from './rule.js';

/** Its findings come from the scan of the services: no single file shows them. */
export const doubleInstrumentation: Rule = {
  id: 'double-instrumentation',
  severity: 'warning',
  preset: 'recommended',
  fixable: null,
  docs: {
    summary: 'Instrument a request, a call or a query once.',
    why: 'Two libraries that make a span of the same thing double the cost and the counts: request rates and error rates made of spans are wrong, and traces hard to read.',
    limits:
      'Go: `otelhttp.NewHandler` around a router with middleware of its own, a stats handler beside interceptors, a GORM plugin over a driver that otelsql wraps. Node.js: `getNodeAutoInstrumentations` beside an instrumentation that it brings, an SDK beside one that starts itself, `Sentry.init` (8 and later) beside another SDK. With `--since` and `--staged` set-ups are not judged.',
    examples: [
      {
        language: 'go',
        bad: 'package main\n\nimport (\n\t"net/http"\n\n\t"github.com/gin-gonic/gin"\n\t"go.opentelemetry.io/contrib/instrumentation/github.com/gin-gonic/gin/otelgin"\n\t"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"\n)\n\nfunc main() {\n\trouter := gin.New()\n\trouter.Use(otelgin.Middleware("shop"))\n\thttp.ListenAndServe(":80", otelhttp.NewHandler(router, "shop"))\n}\n',
        good: 'package main\n\nimport (\n\t"net/http"\n\n\t"github.com/gin-gonic/gin"\n\t"go.opentelemetry.io/contrib/instrumentation/github.com/gin-gonic/gin/otelgin"\n)\n\nfunc main() {\n\trouter := gin.New()\n\trouter.Use(otelgin.Middleware("shop"))\n\thttp.ListenAndServe(":80", router)\n}\n',
      },
    ],
    links: ['https://opentelemetry.io/docs/concepts/instrumentation/libraries/'],
  },
};
