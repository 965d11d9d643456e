import { checkGoNoTrivialSpan } from '#src/languages/go/lint/check-no-trivial-span.js';
import { checkNodeNoTrivialSpan } from '#src/languages/node/lint/check-no-trivial-span.js';
import { MENTIONS_NODE_SPANS } from '#src/languages/node/lint/span-starts.js';
import type { Rule } from './rule.js';

export const noTrivialSpan: Rule = {
  id: 'no-trivial-span',
  severity: 'warning',
  preset: 'strict',
  fixable: null,
  docs: {
    summary: 'Put spans around work, not around assignments.',
    why: 'Spans belong to the boundaries of operations. One around a few assignments costs more than what it measures, and hides the others.',
    limits: 'Code that calls anything at all is not called trivial.',
    examples: [
      {
        language: 'go',
        bad: 'package checkout\n\nimport (\n\t"context"\n\n\t"go.opentelemetry.io/otel"\n)\n\nvar tracer = otel.Tracer("checkout")\n\nfunc Total(ctx context.Context, order Order) int {\n\t_, span := tracer.Start(ctx, "add total")\n\tdefer span.End()\n\treturn order.Net + order.Tax\n}\n',
        good: 'package checkout\n\nfunc Total(order Order) int {\n\treturn order.Net + order.Tax\n}\n',
      },
      {
        language: 'typescript',
        bad: "import { trace } from '@opentelemetry/api';\n\nconst tracer = trace.getTracer('checkout');\n\nexport function total(order: Order) {\n  return tracer.startActiveSpan('add total', (span) => {\n    const sum = order.net + order.tax;\n    span.end();\n    return sum;\n  });\n}\n",
        good: "import { trace } from '@opentelemetry/api';\n\nconst tracer = trace.getTracer('checkout');\n\nexport function total(order: Order) {\n  return order.net + order.tax;\n}\n",
      },
    ],
    links: ['https://opentelemetry.io/docs/specs/otel/trace/api/#span'],
  },
  goCodebase: { run: checkGoNoTrivialSpan },
  node: { mentions: MENTIONS_NODE_SPANS, run: checkNodeNoTrivialSpan },
};
