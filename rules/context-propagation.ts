import {
  checkNodeContextPropagation,
  MENTIONS_NODE_CONTEXT,
} from '#src/languages/node/lint/check-context-propagation.js';
import type { Rule } from './rule.js';

export const contextPropagation: Rule = {
  id: 'context-propagation',
  severity: 'error',
  preset: 'recommended',
  fixable: null,
  docs: {
    summary: 'Hand the context on, so that spans join into one trace.',
    why: 'A span that does not know its parent begins a trace of its own: the request falls apart into pieces that nobody can put together.',
    limits: 'Only losses that the code shows for certain are reported.',
    examples: [
      {
        language: 'typescript',
        bad: "import { context, trace } from '@opentelemetry/api';\n\nconst tracer = trace.getTracer('checkout');\n\nexport function charge() {\n  const span = tracer.startSpan('charge payment');\n  trace.setSpan(context.active(), span);\n  pay();\n  span.end();\n}\n",
        good: "import { context, trace } from '@opentelemetry/api';\n\nconst tracer = trace.getTracer('checkout');\n\nexport function charge() {\n  const span = tracer.startSpan('charge payment');\n  context.with(trace.setSpan(context.active(), span), () => pay());\n  span.end();\n}\n",
      },
    ],
    links: ['https://opentelemetry.io/docs/languages/js/context/'],
  },
  node: { mentions: MENTIONS_NODE_CONTEXT, run: checkNodeContextPropagation },
};
