import { spanUseAfterEnd } from '#rules/span-use-after-end.js';
import { ruleTable } from '../support/rule-table.js';
import { charge, withTracer } from './support.js';

const START = 'ctx, span := tracer.Start(ctx, "chargePayment")';
const late = (name: string) =>
  `The span was ended before, so \`${name}\` does nothing here. Call it before the end.`;

ruleTable(spanUseAfterEnd, 'go', {
  valid: {
    'everything before the end': charge(
      `${START}\nerr := pay(ctx)\nspan.RecordError(err)\nspan.End()\nreturn err`,
    ),
    'the deferred end comes last': charge(
      `${START}\ndefer span.End()\nspan.AddEvent("paid")\nreturn pay(ctx)`,
    ),
    'ended on another way': charge(
      `${START}\nerr := pay(ctx)\nif err != nil {\n\tspan.RecordError(err)\n\tspan.End()\n\treturn err\n}\nspan.AddEvent("paid")\nspan.End()\nreturn nil`,
    ),
    'ended and used under opposite conditions': charge(
      `${START}\nerr := pay(ctx)\nif err != nil {\n\tspan.End()\n}\nif err == nil {\n\tspan.AddEvent("paid")\n\tspan.End()\n}\nreturn err`,
    ),
    'the next span under the same name': charge(
      `${START}\nspan.End()\nctx, span = tracer.Start(ctx, "sendReceipt")\nspan.AddEvent("sent")\nspan.End()\nreturn nil`,
    ),
    'its ids are still there': charge(`${START}\nspan.End()\nreturn note(span.SpanContext())`),
    'a span of every round': charge(
      `for range order.Items {\n\t_, span := tracer.Start(ctx, "chargeItem")\n\tspan.AddEvent("a")\n\tspan.End()\n}\nreturn nil`,
    ),
    'a borrowed span that stays open': charge(
      'span := trace.SpanFromContext(ctx)\nspan.AddEvent("paid")\nreturn nil',
    ),
    'a context that owns its span': withTracer(
      'func before(ctx context.Context) context.Context {\n\tctx, _ = tracer.Start(ctx, "runQuery")\n\treturn ctx\n}\n\nfunc after(ctx context.Context) {\n\tspan := trace.SpanFromContext(ctx)\n\tdefer span.End()\n}',
    ),
  },
  invalid: {
    'an error recorded too late': {
      code: charge(`${START}\nerr := pay(ctx)\nspan.End()\nspan.RecordError(err)\nreturn err`),
      findings: [`19:2-19:6 ${late('RecordError')}`, '  18:2 ended here'],
    },
    'ended twice': {
      code: charge(`${START}\nif err := pay(ctx); err != nil {\n\tspan.End()\n}\nspan.End()\nreturn nil`),
      findings: [
        '20:2-20:6 The span was ended before, so this second end is ignored. Keep one of them.',
        '  18:3 ended here',
      ],
    },
    'deferred, and ended all the same': {
      code: charge(
        `${START}\ndefer span.End()\nif err := pay(ctx); err != nil {\n\tspan.End()\n\treturn err\n}\nreturn nil`,
      ),
      findings: [
        '19:3-19:13 The span ends here, and a second time when the function returns. The second end is ignored: keep one of them.',
        '  17:8 the deferred end',
      ],
    },
    'used after a helper ended it': {
      code: `${charge(`${START}\nfinish(span)\nspan.SetName("paid")\nreturn nil`)}\nfunc finish(span trace.Span) { span.End() }\n`,
      findings: [`18:2-18:6 ${late('SetName')}`, '  17:2 ended here'],
    },
    'the span of the request': {
      code: charge('span := trace.SpanFromContext(ctx)\ndefer span.End()\nreturn pay(ctx)'),
      findings: [
        '17:8-17:16 This ends a span that came with the context and belongs to whoever started it: what comes later is lost from it. Start a span of your own, or leave it open.',
        '  16:10 taken out of the context here',
      ],
    },
    'the span of the request, without a variable': {
      code: charge('trace.SpanFromContext(ctx).End()\nreturn pay(ctx)'),
      findings: [
        '16:2-16:32 This ends a span that came with the context and belongs to whoever started it: what comes later is lost from it. Start a span of your own, or leave it open.',
        '  16:2 taken out of the context here',
      ],
    },
  },
});
