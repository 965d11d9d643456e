import { checkGoContextPropagation } from '#src/languages/go/lint/check-context-propagation.js';
import {
  checkNodeContextPropagation,
  MENTIONS_NODE_CONTEXT,
} from '#src/languages/node/lint/check-context-propagation.js';
import type { Rule } from './rule.js';

export const contextPropagation: Rule = {
  id: 'context-propagation',
  severity: 'error',
  preset: 'recommended',
  fixable: 'safe',
  docs: {
    summary: 'Hand the context on, so that spans join into one trace.',
    why: 'A span that does not know its parent begins a trace of its own: the request falls apart into pieces that nobody can put together.',
    limits:
      'Only losses that the code shows for certain are reported: in Go, a call counts when functions of the repository start a span with its context, or when it goes to a library that the module instruments. `context.WithoutCancel(ctx)`, a new root or links, deferred clean-up and work that its name says runs on (`Run`, `Close`) are left alone; `//instrument:detached` on a line says that its work is meant to leave the trace.',
    examples: [
      {
        language: 'go',
        bad: 'package checkout\n\nimport (\n\t"context"\n\n\t"go.opentelemetry.io/otel"\n)\n\nvar tracer = otel.Tracer("checkout")\n\nfunc Charge(ctx context.Context) error {\n\t_, span := tracer.Start(ctx, "charge payment")\n\tdefer span.End()\n\treturn pay(ctx)\n}\n\nfunc pay(ctx context.Context) error {\n\tctx, span := tracer.Start(ctx, "call bank")\n\tdefer span.End()\n\treturn callBank(ctx)\n}\n',
        good: 'package checkout\n\nimport (\n\t"context"\n\n\t"go.opentelemetry.io/otel"\n)\n\nvar tracer = otel.Tracer("checkout")\n\nfunc Charge(ctx context.Context) error {\n\tctx, span := tracer.Start(ctx, "charge payment")\n\tdefer span.End()\n\treturn pay(ctx)\n}\n\nfunc pay(ctx context.Context) error {\n\tctx, span := tracer.Start(ctx, "call bank")\n\tdefer span.End()\n\treturn callBank(ctx)\n}\n',
      },
      {
        language: 'typescript',
        bad: "import { context, trace } from '@opentelemetry/api';\n\nconst tracer = trace.getTracer('checkout');\n\nexport function charge() {\n  const span = tracer.startSpan('charge payment');\n  trace.setSpan(context.active(), span);\n  pay();\n  span.end();\n}\n",
        good: "import { context, trace } from '@opentelemetry/api';\n\nconst tracer = trace.getTracer('checkout');\n\nexport function charge() {\n  const span = tracer.startSpan('charge payment');\n  context.with(trace.setSpan(context.active(), span), () => pay());\n  span.end();\n}\n",
      },
    ],
    links: ['https://opentelemetry.io/docs/languages/js/context/'],
  },
  goCodebase: { run: checkGoContextPropagation },
  node: { mentions: MENTIONS_NODE_CONTEXT, run: checkNodeContextPropagation },
};
