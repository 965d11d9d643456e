import { spanDiscarded } from '#rules/span-discarded.js';
import { ruleTable } from '../support/rule-table.js';
import { charge, withTracer } from './support.js';

const MESSAGE =
  'The span that this starts is thrown away, so it can never be ended and is never exported. Keep it in a variable and defer its end, or do not start it.';

ruleTable(spanDiscarded, 'go', {
  valid: {
    'kept and ended': charge(
      'ctx, span := tracer.Start(ctx, "chargePayment")\ndefer span.End()\nreturn pay(ctx)',
    ),
    'ended at once': withTracer(
      'func start(ctx context.Context) trace.Span {\n\t_, span := tracer.Start(ctx, "chargePayment")\n\treturn span\n}\n\nfunc charge(ctx context.Context) {\n\tdefer start(ctx).End()\n}',
    ),
    'returned at once': withTracer(
      'func start(ctx context.Context) (context.Context, trace.Span) {\n\treturn tracer.Start(ctx, "chargePayment")\n}',
    ),
    'the context carries it to where it is ended': withTracer(
      'func before(ctx context.Context) context.Context {\n\tctx, _ = tracer.Start(ctx, "runQuery")\n\treturn ctx\n}\n\nfunc after(ctx context.Context) {\n\ttrace.SpanFromContext(ctx).End()\n}',
    ),
    'a Start of something else': charge('order.timer.Start(ctx, "charge")\nreturn nil'),
  },
  invalid: {
    'a blank variable': {
      code: charge('ctx, _ := tracer.Start(ctx, "chargePayment")\nreturn pay(ctx)'),
      findings: [`16:12-16:24 ${MESSAGE}`],
      fixed: charge('ctx, span := tracer.Start(ctx, "chargePayment")\ndefer span.End()\nreturn pay(ctx)'),
    },
    'both blank': {
      code: charge('_, _ = tracer.Start(ctx, "chargePayment")\nreturn pay(ctx)'),
      findings: [`16:9-16:21 ${MESSAGE}`],
    },
    'a call for nothing': {
      code: charge('tracer.Start(ctx, "chargePayment")\nreturn pay(ctx)'),
      findings: [`16:2-16:14 ${MESSAGE}`],
    },
    'used once, never ended': {
      code: withTracer(
        'func start(ctx context.Context) trace.Span {\n\t_, span := tracer.Start(ctx, "chargePayment")\n\treturn span\n}\n\nfunc charge(ctx context.Context) {\n\tstart(ctx).AddEvent("paid")\n}',
      ),
      findings: [`21:2-21:7 ${MESSAGE}`],
    },
  },
});
