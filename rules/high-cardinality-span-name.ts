import { checkGoHighCardinality } from '#src/languages/go/lint/check-span-name.js';
import { checkNodeHighCardinality } from '#src/languages/node/lint/check-span-name.js';
import { MENTIONS_NODE_SPANS } from '#src/languages/node/lint/span-starts.js';
import type { Rule } from './rule.js';

export const highCardinalitySpanName: Rule = {
  id: 'high-cardinality-span-name',
  severity: 'error',
  preset: 'recommended',
  fixable: null,
  docs: {
    summary: 'Keep identifiers, paths, queries and user data out of span names.',
    why: 'A name with an identifier in it is a new name for every request: the backend keeps an index entry and a time series for each, and nobody can group them.',
    limits: 'What a value is, is told by where it comes from and by its name.',
    examples: [
      {
        language: 'go',
        bad: 'package checkout\n\nimport (\n\t"context"\n\n\t"go.opentelemetry.io/otel"\n\t"go.opentelemetry.io/otel/attribute"\n)\n\nfunc Charge(ctx context.Context, orderID string) error {\n\tctx, span := otel.Tracer("checkout").Start(ctx, "charge "+orderID)\n\tdefer span.End()\n\treturn pay(ctx)\n}\n',
        good: 'package checkout\n\nimport (\n\t"context"\n\n\t"go.opentelemetry.io/otel"\n\t"go.opentelemetry.io/otel/attribute"\n)\n\nfunc Charge(ctx context.Context, orderID string) error {\n\tctx, span := otel.Tracer("checkout").Start(ctx, "chargePayment")\n\tdefer span.End()\n\tspan.SetAttributes(attribute.String("order.id", orderID))\n\treturn pay(ctx)\n}\n',
      },
      {
        language: 'typescript',
        bad: "import { trace } from '@opentelemetry/api';\n\nconst tracer = trace.getTracer('checkout');\n\nexport function charge(orderId: string) {\n  tracer.startActiveSpan(`charge ${orderId}`, (span) => span.end());\n}\n",
        good: "import { trace } from '@opentelemetry/api';\n\nconst tracer = trace.getTracer('checkout');\n\nexport function charge(orderId: string) {\n  tracer.startActiveSpan('charge order', (span) => {\n    span.setAttribute('app.order.id', orderId);\n    span.end();\n  });\n}\n",
      },
    ],
    links: [
      'https://opentelemetry.io/docs/specs/otel/trace/api/#span',
      'https://opentelemetry.io/blog/2025/how-to-name-your-spans/',
    ],
  },
  goCodebase: { run: checkGoHighCardinality },
  node: { mentions: MENTIONS_NODE_SPANS, run: checkNodeHighCardinality },
};
