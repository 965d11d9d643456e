import { checkGoSpanEnd } from '#src/languages/go/lint/check-span-end.js';
import { checkNodeSpanEnd } from '#src/languages/node/lint/check-span-end.js';
import { MENTIONS_NODE_SPAN_USE } from '#src/languages/node/lint/span-starts.js';
import type { Rule } from './rule.js';

export const spanEnd: Rule = {
  id: 'span-end',
  severity: 'error',
  preset: 'recommended',
  fixable: 'safe',
  docs: {
    summary: 'End every span on every way out of the code that starts it.',
    why: 'A span that is not ended is never exported: the request that went wrong is the one that is missing from the trace, and its children hang without a parent.',
    limits:
      'A span that is returned, kept in a field or handed to code that ends it is left to that code. In Go, functions of the repository that end a span or hand one over are followed through their bodies, and ways that end in a panic are not counted.',
    examples: [
      {
        language: 'go',
        bad: 'package checkout\n\nimport (\n\t"context"\n\n\t"go.opentelemetry.io/otel"\n)\n\nfunc Charge(ctx context.Context, amount int) error {\n\tctx, span := otel.Tracer("checkout").Start(ctx, "chargePayment")\n\tif amount == 0 {\n\t\treturn nil\n\t}\n\terr := pay(ctx, amount)\n\tspan.End()\n\treturn err\n}\n',
        good: 'package checkout\n\nimport (\n\t"context"\n\n\t"go.opentelemetry.io/otel"\n)\n\nfunc Charge(ctx context.Context, amount int) error {\n\tctx, span := otel.Tracer("checkout").Start(ctx, "chargePayment")\n\tdefer span.End()\n\tif amount == 0 {\n\t\treturn nil\n\t}\n\treturn pay(ctx, amount)\n}\n',
      },
      {
        language: 'typescript',
        bad: "import { trace } from '@opentelemetry/api';\n\nexport async function charge(order: Order) {\n  const span = trace.getTracer('checkout').startSpan('charge payment');\n  await pay(order);\n  span.end();\n}\n",
        good: "import { trace } from '@opentelemetry/api';\n\nexport async function charge(order: Order) {\n  const span = trace.getTracer('checkout').startSpan('charge payment');\n  try {\n    await pay(order);\n  } finally {\n    span.end();\n  }\n}\n",
      },
    ],
    links: ['https://opentelemetry.io/docs/specs/otel/trace/api/#end'],
  },
  goCodebase: { run: checkGoSpanEnd },
  node: { mentions: MENTIONS_NODE_SPAN_USE, run: checkNodeSpanEnd },
};
