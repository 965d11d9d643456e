import { checkGoLogRedundancy, MENTIONS_GO_LOGS } from '#src/languages/go/lint/check-log-redundancy.js';
import {
  checkNodeLogRedundancy,
  MENTIONS_NODE_EVENTS,
} from '#src/languages/node/lint/check-log-redundancy.js';
import type { Rule } from './rule.js';

export const logTraceRedundancy: Rule = {
  id: 'log-trace-redundancy',
  severity: 'info',
  preset: 'strict',
  fixable: null,
  docs: {
    summary: 'Say a thing once, in a log or on the span, and tie the two together.',
    why: 'The same text as a log and as an event costs twice and tells nothing more. A log that carries the trace id is found from the span, and the span from the log.',
    limits:
      'An event and a log with the same constant text in the same block. In Go also calls such as `slog.Info` in a function that starts a span, where some file of the repository imports `otelslog`: only `slog.InfoContext` gets the trace id. Errors that are both recorded and logged are left alone.',
    examples: [
      {
        language: 'go',
        bad: 'package checkout\n\nimport (\n\t"log/slog"\n\n\t"go.opentelemetry.io/otel/trace"\n)\n\nfunc paid(span trace.Span) {\n\tspan.AddEvent("order paid")\n\tslog.Info("order paid")\n}\n',
        good: 'package checkout\n\nimport (\n\t"go.opentelemetry.io/otel/trace"\n)\n\nfunc paid(span trace.Span) {\n\tspan.AddEvent("order paid")\n}\n',
      },
      {
        language: 'typescript',
        bad: "import { trace } from '@opentelemetry/api';\n\nexport function paid(logger: Logger) {\n  trace.getActiveSpan()?.addEvent('order paid');\n  logger.info('order paid');\n}\n",
        good: "export function paid(logger: Logger) {\n  logger.info('order paid');\n}\n",
      },
    ],
    links: ['https://opentelemetry.io/docs/specs/otel/logs/#log-correlation'],
  },
  go: { mentions: MENTIONS_GO_LOGS, run: checkGoLogRedundancy },
  node: { mentions: MENTIONS_NODE_EVENTS, run: checkNodeLogRedundancy },
};
