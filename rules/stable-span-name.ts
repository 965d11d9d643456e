import { checkGoStableName } from '#src/languages/go/lint/check-span-name.js';
import { checkNodeStableName } from '#src/languages/node/lint/check-span-name.js';
import { MENTIONS_NODE_SPANS } from '#src/languages/node/lint/span-starts.js';
import type { Rule } from './rule.js';

export const stableSpanName: Rule = {
  id: 'stable-span-name',
  severity: 'error',
  preset: 'recommended',
  fixable: null,
  docs: {
    summary: 'Give a span a constant name.',
    why: 'Spans are grouped by name: dashboards, alerts and the metrics that are made of spans need one name for one kind of work. What varies belongs into attributes.',
    limits:
      'Names made of an operation, a table, a method and a route, and other values that the code itself bounds are fine, as are names with `{placeholders}`. A parameter is judged by what its callers give, in all files (Go) or the same file (Node.js); what only users of a library can give is not reported. Identifiers, paths and user data are reported by `high-cardinality-span-name`.',
    examples: [
      {
        language: 'go',
        bad: 'package checkout\n\nimport (\n\t"context"\n\n\t"go.opentelemetry.io/otel"\n\t"go.opentelemetry.io/otel/attribute"\n)\n\nfunc Charge(ctx context.Context, card string) error {\n\tctx, span := otel.Tracer("checkout").Start(ctx, "charge "+card)\n\tdefer span.End()\n\treturn pay(ctx)\n}\n',
        good: 'package checkout\n\nimport (\n\t"context"\n\n\t"go.opentelemetry.io/otel"\n\t"go.opentelemetry.io/otel/attribute"\n)\n\nfunc Charge(ctx context.Context, card string) error {\n\tctx, span := otel.Tracer("checkout").Start(ctx, "chargePayment")\n\tdefer span.End()\n\tspan.SetAttributes(attribute.String("payment.card", card))\n\treturn pay(ctx)\n}\n',
      },
      {
        language: 'typescript',
        bad: "import { trace } from '@opentelemetry/api';\n\nconst tracer = trace.getTracer('checkout');\n\nexport function charge(label: Label) {\n  tracer.startActiveSpan(`charge for ${label.caption}`, (span) => span.end());\n}\n",
        good: "import { trace } from '@opentelemetry/api';\n\nconst tracer = trace.getTracer('checkout');\n\nexport function charge(label: Label) {\n  tracer.startActiveSpan('charge payment', (span) => {\n    span.setAttribute('app.label', label.caption);\n    span.end();\n  });\n}\n",
      },
    ],
    links: [
      'https://opentelemetry.io/docs/specs/otel/trace/api/#span',
      'https://opentelemetry.io/blog/2025/how-to-name-your-spans/',
    ],
  },
  goCodebase: { run: checkGoStableName },
  node: { mentions: MENTIONS_NODE_SPANS, run: checkNodeStableName },
};
