import { checkGoErrorRecorded } from '#src/languages/go/lint/check-error-recorded.js';
import { checkNodeErrorRecorded } from '#src/languages/node/lint/check-error-recorded.js';
import { MENTIONS_NODE_SPANS } from '#src/languages/node/lint/span-starts.js';
import type { Rule } from './rule.js';

export const errorRecorded: Rule = {
  id: 'error-recorded',
  severity: 'warning',
  preset: 'recommended',
  fixable: null,
  docs: {
    summary: 'Tell the span of an error before the error leaves it.',
    why: 'A span without an error status counts as a success: error rates, alerts and the search for failed traces all miss the request.',
    limits:
      'Errors that are handled on the spot are not asked for. A `catch` that hands the span to a function is taken as having told it. In Go, returns count whose error is not nil for certain, and functions of the repository that get the span are read.',
    examples: [
      {
        language: 'go',
        bad: 'package checkout\n\nimport (\n\t"context"\n\n\t"go.opentelemetry.io/otel"\n)\n\nvar tracer = otel.Tracer("checkout")\n\nfunc Charge(ctx context.Context) error {\n\tctx, span := tracer.Start(ctx, "charge payment")\n\tdefer span.End()\n\tif err := pay(ctx); err != nil {\n\t\treturn err\n\t}\n\treturn nil\n}\n',
        good: 'package checkout\n\nimport (\n\t"context"\n\n\t"go.opentelemetry.io/otel"\n\t"go.opentelemetry.io/otel/codes"\n)\n\nvar tracer = otel.Tracer("checkout")\n\nfunc Charge(ctx context.Context) error {\n\tctx, span := tracer.Start(ctx, "charge payment")\n\tdefer span.End()\n\tif err := pay(ctx); err != nil {\n\t\tspan.SetStatus(codes.Error, err.Error())\n\t\treturn err\n\t}\n\treturn nil\n}\n',
      },
      {
        language: 'typescript',
        bad: "import { trace } from '@opentelemetry/api';\n\nconst tracer = trace.getTracer('checkout');\n\nexport async function charge() {\n  const span = tracer.startSpan('charge payment');\n  try {\n    await pay();\n  } catch (error) {\n    throw error;\n  } finally {\n    span.end();\n  }\n}\n",
        good: "import { SpanStatusCode, trace } from '@opentelemetry/api';\n\nconst tracer = trace.getTracer('checkout');\n\nexport async function charge() {\n  const span = tracer.startSpan('charge payment');\n  try {\n    await pay();\n  } catch (error) {\n    span.setStatus({ code: SpanStatusCode.ERROR });\n    throw error;\n  } finally {\n    span.end();\n  }\n}\n",
      },
    ],
    links: ['https://opentelemetry.io/docs/specs/semconv/general/recording-errors/'],
  },
  options: {
    mode: {
      type: 'choice',
      choices: ['status', 'status+record', 'status+log'],
      default: 'status',
      description:
        'Whether the status is enough, or the error is to be recorded as an event or written to a log, too.',
    },
  },
  goCodebase: { run: checkGoErrorRecorded },
  node: { mentions: MENTIONS_NODE_SPANS, run: checkNodeErrorRecorded },
};
