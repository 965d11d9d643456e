import { checkGoNoSpanInLoop } from '#src/languages/go/lint/check-no-span-in-loop.js';
import { checkNodeNoSpanInLoop } from '#src/languages/node/lint/check-no-span-in-loop.js';
import { MENTIONS_NODE_SPANS } from '#src/languages/node/lint/span-starts.js';
import type { Rule } from './rule.js';

export const noSpanInLoop: Rule = {
  id: 'no-span-in-loop',
  severity: 'warning',
  preset: 'strict',
  fixable: null,
  docs: {
    summary: 'Start one span around a loop, not one for each turn.',
    why: 'A list of a thousand items becomes a thousand spans in one trace: they cost time and storage, and nobody reads them.',
    limits:
      "Loops that wait for work, such as a consumer's, get a span for each piece of it, and are left alone.",
    examples: [
      {
        language: 'go',
        bad: 'package checkout\n\nimport (\n\t"context"\n\n\t"go.opentelemetry.io/otel"\n)\n\nvar tracer = otel.Tracer("checkout")\n\nfunc Charge(ctx context.Context, orders []Order) {\n\tfor _, order := range orders {\n\t\tctx, span := tracer.Start(ctx, "charge order")\n\t\tpay(ctx, order)\n\t\tspan.End()\n\t}\n}\n',
        good: 'package checkout\n\nimport (\n\t"context"\n\n\t"go.opentelemetry.io/otel"\n\t"go.opentelemetry.io/otel/attribute"\n)\n\nvar tracer = otel.Tracer("checkout")\n\nfunc Charge(ctx context.Context, orders []Order) {\n\tctx, span := tracer.Start(ctx, "charge orders")\n\tdefer span.End()\n\tspan.SetAttributes(attribute.Int("app.orders", len(orders)))\n\tfor _, order := range orders {\n\t\tpay(ctx, order)\n\t}\n}\n',
      },
      {
        language: 'typescript',
        bad: "import { trace } from '@opentelemetry/api';\n\nconst tracer = trace.getTracer('checkout');\n\nexport async function charge(orders: Order[]) {\n  for (const order of orders) {\n    await tracer.startActiveSpan('charge order', async (span) => {\n      await pay(order).finally(() => span.end());\n    });\n  }\n}\n",
        good: "import { trace } from '@opentelemetry/api';\n\nconst tracer = trace.getTracer('checkout');\n\nexport function charge(orders: Order[]) {\n  return tracer.startActiveSpan('charge orders', async (span) => {\n    span.setAttribute('app.orders', orders.length);\n    try {\n      for (const order of orders) await pay(order);\n    } finally {\n      span.end();\n    }\n  });\n}\n",
      },
    ],
    links: ['https://opentelemetry.io/docs/specs/otel/trace/api/#span'],
  },
  goCodebase: { run: checkGoNoSpanInLoop },
  node: { mentions: MENTIONS_NODE_SPANS, run: checkNodeNoSpanInLoop },
};
