import { checkGoPreferLibrary } from '#src/languages/go/lint/check-prefer-library.js';
import { checkNodePreferLibrary } from '#src/languages/node/lint/check-prefer-library.js';
import { MENTIONS_NODE_SPANS } from '#src/languages/node/lint/span-starts.js';
import type { Rule } from './rule.js';

export const preferInstrumentationLibrary: Rule = {
  id: 'prefer-instrumentation-library',
  severity: 'info',
  preset: 'strict',
  fixable: null,
  docs: {
    summary: 'Leave spans of single calls to the library that makes them.',
    why: 'A library gives the span of an HTTP request or a query its name, its attributes and its errors as dashboards expect them, everywhere at once. One made by hand has to be kept, and doubles it as soon as the library is there.',
    limits:
      'The span has to hold one call and nothing but what reads its result; the call has to be known by its type. A span whose name speaks of the business (orders, payments) is left alone.',
    examples: [
      {
        language: 'go',
        bad: 'package stock\n\nimport (\n\t"context"\n\t"net/http"\n\n\t"go.opentelemetry.io/otel"\n)\n\nfunc get(ctx context.Context, req *http.Request) (*http.Response, error) {\n\tctx, span := otel.Tracer("stock").Start(ctx, "http request")\n\tdefer span.End()\n\treturn http.DefaultClient.Do(req.WithContext(ctx))\n}\n',
        good: 'package stock\n\nimport (\n\t"net/http"\n\n\t"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"\n)\n\nvar client = http.Client{Transport: otelhttp.NewTransport(nil)}\n\nfunc get(req *http.Request) (*http.Response, error) {\n\treturn client.Do(req)\n}\n',
      },
      {
        language: 'typescript',
        bad: "import { trace } from '@opentelemetry/api';\nimport axios from 'axios';\n\nconst tracer = trace.getTracer('stock');\n\nexport const stock = () =>\n  tracer.startActiveSpan('http request', async (span) => {\n    try {\n      return await axios.get('/stock');\n    } finally {\n      span.end();\n    }\n  });\n",
        good: "import axios from 'axios';\n\nexport const stock = () => axios.get('/stock');\n",
      },
    ],
    links: ['https://opentelemetry.io/docs/concepts/instrumentation/libraries/'],
  },
  goCodebase: { run: checkGoPreferLibrary },
  node: { mentions: MENTIONS_NODE_SPANS, run: checkNodePreferLibrary },
};
