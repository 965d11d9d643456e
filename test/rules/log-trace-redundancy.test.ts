import { logTraceRedundancy } from '#rules/log-trace-redundancy.js';
import { ruleTable } from './support/rule-table.js';

const TWICE =
  '`order paid` is logged too, in the same place. Say it once: a log that carries the trace id is found from the span.';

const go = (body: string) => `package checkout

import (
	"context"
	"log/slog"

	"go.opentelemetry.io/otel"
)

func paid(ctx context.Context, err error) {
	ctx, span := otel.Tracer("checkout").Start(ctx, "charge order")
	${body.split('\n').join('\n\t')}
}
`;
const bridge = 'package main\n\nimport _ "go.opentelemetry.io/contrib/bridges/otelslog"\n';

ruleTable(logTraceRedundancy, 'go', {
  valid: {
    'an event alone': go('span.AddEvent("order paid")'),
    'other texts': go('span.AddEvent("order paid")\nslog.Info("charged")'),
    'the same text elsewhere': go(
      'span.AddEvent("order paid")\nif err != nil {\n\tslog.Info("order paid")\n}',
    ),
    'an error that is recorded and logged': go('span.RecordError(err)\nslog.Error("failed", "error", err)'),
    'a log without context where nothing ties it': go('slog.Info("charged")'),
    'a log with context': { 'main.go': go('slog.InfoContext(ctx, "charged")'), 'log.go': bridge },
  },
  invalid: {
    'an event and a log': {
      code: go('span.AddEvent("order paid")\nslog.Info("order paid")'),
      findings: [`12:2-12:15 ${TWICE}`, '  13:2 the log'],
    },
    'a log without context where a bridge would tie it': {
      code: { 'log.go': bridge, 'main.go': go('slog.Info("charged")') },
      findings: [
        '12:2-12:11 This log has no context, so it does not get the trace id of the span. Use `slog.InfoContext(ctx, …)`.',
      ],
    },
  },
});

const node = (body: string) => `export function paid(span, logger, order) {
  ${body.split('\n').join('\n  ')}
}
`;

ruleTable(logTraceRedundancy, 'node', {
  valid: {
    'an event alone': node("span.addEvent('order paid');"),
    'other texts': node("span.addEvent('order paid');\nlogger.info('charged');"),
    'the same text elsewhere': node(
      "span.addEvent('order paid');\nif (order) {\n  logger.info('order paid');\n}",
    ),
    'no logger': node("span.addEvent('order paid');\nmenu.log('order paid');"),
  },
  invalid: {
    'an event and a log': {
      code: node("span.addEvent('order paid');\nlogger.info({ order }, 'order paid');"),
      findings: [`2:3-2:30 ${TWICE}`, '  3:3 the log'],
    },
  },
});
