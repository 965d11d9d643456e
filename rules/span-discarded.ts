import { checkGoSpanDiscarded } from '#src/languages/go/lint/check-span-discarded.js';
import { checkNodeSpanDiscarded } from '#src/languages/node/lint/check-span-discarded.js';
import { MENTIONS_NODE_SPANS } from '#src/languages/node/lint/span-starts.js';
import type { Rule } from './rule.js';

export const spanDiscarded: Rule = {
  id: 'span-discarded',
  severity: 'error',
  preset: 'recommended',
  fixable: 'safe',
  docs: {
    summary: 'Keep the span that a start gives back.',
    why: 'A span that nobody keeps cannot be ended, and a span that is not ended is never exported: the call costs time and gives nothing.',
    limits: 'A variable that is never read is reported by `span-end`.',
    examples: [
      {
        language: 'go',
        bad: 'package checkout\n\nimport (\n\t"context"\n\n\t"go.opentelemetry.io/otel"\n)\n\nfunc Charge(ctx context.Context) {\n\tctx, _ = otel.Tracer("checkout").Start(ctx, "chargePayment")\n\tpay(ctx)\n}\n',
        good: 'package checkout\n\nimport (\n\t"context"\n\n\t"go.opentelemetry.io/otel"\n)\n\nfunc Charge(ctx context.Context) {\n\tctx, span := otel.Tracer("checkout").Start(ctx, "chargePayment")\n\tdefer span.End()\n\tpay(ctx)\n}\n',
      },
      {
        language: 'typescript',
        bad: "import { trace } from '@opentelemetry/api';\n\nconst tracer = trace.getTracer('checkout');\n\nexport function charge() {\n  tracer.startSpan('charge payment').setAttribute('app.kind', 'card');\n  pay();\n}\n",
        good: "import { trace } from '@opentelemetry/api';\n\nconst tracer = trace.getTracer('checkout');\n\nexport function charge() {\n  const span = tracer.startSpan('charge payment');\n  pay();\n  span.end();\n}\n",
      },
    ],
    links: ['https://opentelemetry.io/docs/specs/otel/trace/api/#end'],
  },
  goCodebase: { run: checkGoSpanDiscarded },
  node: { mentions: MENTIONS_NODE_SPANS, run: checkNodeSpanDiscarded },
};
