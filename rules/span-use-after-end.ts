import { checkGoSpanUseAfterEnd } from '#src/languages/go/lint/check-span-use-after-end.js';
import { checkNodeSpanUseAfterEnd } from '#src/languages/node/lint/check-span-use-after-end.js';
import { MENTIONS_NODE_SPAN_USE } from '#src/languages/node/lint/span-starts.js';
import type { Rule } from './rule.js';

export const spanUseAfterEnd: Rule = {
  id: 'span-use-after-end',
  severity: 'error',
  preset: 'recommended',
  fixable: null,
  docs: {
    summary: 'Set everything on a span before it ends, end it once, and end only your own.',
    why: 'What is set on a span after its end is dropped without a word, a second end is ignored, and whoever ends the span of the request cuts it short for everybody else.',
    limits: 'Only ways that the code itself shows are followed: a span that was handed on is left alone.',
    examples: [
      {
        language: 'go',
        bad: 'package checkout\n\nimport (\n\t"context"\n\n\t"go.opentelemetry.io/otel"\n)\n\nfunc Charge(ctx context.Context) {\n\tctx, span := otel.Tracer("checkout").Start(ctx, "chargePayment")\n\terr := pay(ctx)\n\tspan.End()\n\tspan.RecordError(err)\n}\n',
        good: 'package checkout\n\nimport (\n\t"context"\n\n\t"go.opentelemetry.io/otel"\n)\n\nfunc Charge(ctx context.Context) {\n\tctx, span := otel.Tracer("checkout").Start(ctx, "chargePayment")\n\tdefer span.End()\n\tspan.RecordError(pay(ctx))\n}\n',
      },
      {
        language: 'typescript',
        bad: "import { trace } from '@opentelemetry/api';\n\nconst tracer = trace.getTracer('checkout');\n\nexport function charge() {\n  const span = tracer.startSpan('charge payment');\n  pay();\n  span.end();\n  span.setAttribute('app.kind', 'card');\n}\n",
        good: "import { trace } from '@opentelemetry/api';\n\nconst tracer = trace.getTracer('checkout');\n\nexport function charge() {\n  const span = tracer.startSpan('charge payment');\n  pay();\n  span.setAttribute('app.kind', 'card');\n  span.end();\n}\n",
      },
    ],
    links: ['https://opentelemetry.io/docs/specs/otel/trace/api/#end'],
  },
  goCodebase: { run: checkGoSpanUseAfterEnd },
  node: { mentions: MENTIONS_NODE_SPAN_USE, run: checkNodeSpanUseAfterEnd },
};
