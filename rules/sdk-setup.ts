import type { Rule } from './rule.js';

/** Its findings come from the scan of the services: no single file shows them. */
export const sdkSetup: Rule = {
  id: 'sdk-setup',
  severity: 'warning',
  preset: 'recommended',
  fixable: null,
  docs: {
    summary: 'Set the SDK up once, early, with a propagator, and shut it down.',
    why: 'Without an SDK spans go nowhere; loaded after the libraries it misses their calls; without a propagator traces end at the borders of the service; without a shutdown the last spans are lost.',
    limits:
      'Judged by service, as `instrument scan` finds them: a library says nothing. A set-up that may be in a package outside of the repository gets the benefit of the doubt. A Node.js server without shutdown is reported from the preset `strict` on. With `--since` and `--staged` set-ups are not judged, since no line of the change shows them.',
    examples: [
      {
        language: 'go',
        bad: 'package main\n\nimport (\n\t"net/http"\n\n\t"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"\n\t"go.opentelemetry.io/otel"\n\tsdk "go.opentelemetry.io/otel/sdk/trace"\n)\n\nfunc main() {\n\totel.SetTracerProvider(sdk.NewTracerProvider())\n\tmux := http.NewServeMux()\n\thttp.ListenAndServe(":80", otelhttp.NewHandler(mux, "shop"))\n}\n',
        good: 'package main\n\nimport (\n\t"net/http"\n\n\t"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"\n\t"go.opentelemetry.io/otel"\n\t"go.opentelemetry.io/otel/propagation"\n\tsdk "go.opentelemetry.io/otel/sdk/trace"\n)\n\nfunc main() {\n\totel.SetTracerProvider(sdk.NewTracerProvider())\n\totel.SetTextMapPropagator(propagation.TraceContext{})\n\tmux := http.NewServeMux()\n\thttp.ListenAndServe(":80", otelhttp.NewHandler(mux, "shop"))\n}\n',
      },
    ],
    links: [
      'https://opentelemetry.io/docs/languages/go/getting-started/#initialize-the-opentelemetry-sdk',
      'https://opentelemetry.io/docs/languages/js/getting-started/nodejs/#setup',
    ],
  },
};
