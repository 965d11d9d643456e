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
        language: 'typescript',
        bad: "import { trace } from '@opentelemetry/api';\n\nconst tracer = trace.getTracer('checkout');\n\nexport async function charge(orders: Order[]) {\n  for (const order of orders) {\n    await tracer.startActiveSpan('charge order', async (span) => {\n      await pay(order).finally(() => span.end());\n    });\n  }\n}\n",
        good: "import { trace } from '@opentelemetry/api';\n\nconst tracer = trace.getTracer('checkout');\n\nexport function charge(orders: Order[]) {\n  return tracer.startActiveSpan('charge orders', async (span) => {\n    span.setAttribute('app.orders', orders.length);\n    try {\n      for (const order of orders) await pay(order);\n    } finally {\n      span.end();\n    }\n  });\n}\n",
      },
    ],
    links: ['https://opentelemetry.io/docs/specs/otel/trace/api/#span'],
  },
  node: { mentions: MENTIONS_NODE_SPANS, run: checkNodeNoSpanInLoop },
};
