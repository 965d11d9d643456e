import { checkNodeSpanEnd } from '#src/languages/node/lint/check-span-end.js';
import { MENTIONS_NODE_SPAN_USE } from '#src/languages/node/lint/span-starts.js';
import type { Rule } from './rule.js';

export const spanEnd: Rule = {
  id: 'span-end',
  severity: 'error',
  preset: 'recommended',
  fixable: null,
  docs: {
    summary: 'End every span on every way out of the code that starts it.',
    why: 'A span that is not ended is never exported: the request that went wrong is the one that is missing from the trace, and its children hang without a parent.',
    limits: 'A span that is returned, kept in a field or handed to code that ends it is left to that code.',
    examples: [
      {
        language: 'typescript',
        bad: "import { trace } from '@opentelemetry/api';\n\nexport async function charge(order: Order) {\n  const span = trace.getTracer('checkout').startSpan('charge payment');\n  await pay(order);\n  span.end();\n}\n",
        good: "import { trace } from '@opentelemetry/api';\n\nexport async function charge(order: Order) {\n  const span = trace.getTracer('checkout').startSpan('charge payment');\n  try {\n    await pay(order);\n  } finally {\n    span.end();\n  }\n}\n",
      },
    ],
    links: ['https://opentelemetry.io/docs/specs/otel/trace/api/#end'],
  },
  node: { mentions: MENTIONS_NODE_SPAN_USE, run: checkNodeSpanEnd },
};
