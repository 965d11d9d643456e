import { noSpanInLoop } from '#rules/no-span-in-loop.js';
import { noTrivialSpan } from '#rules/no-trivial-span.js';
import { ruleTable } from '../support/rule-table.js';
import { charge, withTracer } from './support.js';

const LOOP =
  'A span is started for each item, so that one request can fill the trace with them. Start one span around the loop, and give it the number of items as an attribute.';
const TRIVIAL =
  'The code in this span calls nothing and waits for nothing: the span costs more than what it measures. Remove it, or add an event to the span around it.';

/** A function `chargeAll` with a list and a channel of orders. */
function chargeAll(body: string): string {
  const lines = body.split('\n').map((line) => `\t${line}`);
  return withTracer(
    `func chargeAll(ctx context.Context, orders []Order, incoming <-chan Order) error {\n${lines.join('\n')}\n}`,
  );
}

const ITEM = '\t_, span := tracer.Start(ctx, "chargeOrder")\n\tpay(order)\n\tspan.End()';

ruleTable(noSpanInLoop, 'go', {
  valid: {
    'spans of what happened before': charge(
      'for _, item := range order.Items {\n\t_, span := tracer.Start(ctx, "packItem", trace.WithTimestamp(item.Begun))\n\tspan.End()\n}\nreturn nil',
    ),
    'one span around the loop': chargeAll(
      'ctx, span := tracer.Start(ctx, "chargeOrders")\ndefer span.End()\nfor _, order := range orders {\n\tpay(order)\n}\nreturn nil',
    ),
    'a loop that waits on a channel': chargeAll(`for order := range incoming {\n${ITEM}\n}\nreturn nil`),
    'a loop without end': chargeAll(`for {\n\torder := <-incoming\n${ITEM}\n}`),
    'a loop while there is work': chargeAll(`for rows.Next() {\n${ITEM}\n}\nreturn nil`),
    'attempts of one call': chargeAll(`for i := 0; i < maxAttempts; i++ {\n${ITEM}\n}\nreturn nil`),
    'a search that returns': chargeAll(
      'for _, order := range orders {\n\t_, span := tracer.Start(ctx, "chargeOrder")\n\tdefer span.End()\n\treturn pay(order)\n}\nreturn nil',
    ),
    'messages with traces of their own': chargeAll(
      'for _, order := range orders {\n\tctx := propagator.Extract(ctx, order.Headers)\n\t_, span := tracer.Start(ctx, "chargeOrder")\n\tpay(order)\n\tspan.End()\n}\nreturn nil',
    ),
    'consumer spans of a batch': chargeAll(
      'for _, order := range orders {\n\t_, span := tracer.Start(ctx, "chargeOrder", trace.WithSpanKind(trace.SpanKindConsumer))\n\tpay(order)\n\tspan.End()\n}\nreturn nil',
    ),
    'work in parallel': chargeAll(
      'for _, order := range orders {\n\tgroup.Go(func() error {\n\t\t_, span := tracer.Start(ctx, "chargeOrder")\n\t\tdefer span.End()\n\t\treturn pay(order)\n\t})\n}\nreturn group.Wait()',
    ),
  },
  invalid: {
    'each item of a list': {
      code: chargeAll(`for _, order := range orders {\n${ITEM}\n}\nreturn nil`),
      findings: [`17:14-17:26 ${LOOP}`, '  16:2 the loop'],
    },
    'by index': {
      code: chargeAll(`for i := 0; i < len(orders); i++ {\n\torder := orders[i]\n${ITEM}\n}\nreturn nil`),
      findings: [`18:14-18:26 ${LOOP}`, '  16:2 the loop'],
    },
    'in a function that is called at once': {
      code: chargeAll(
        'for _, order := range orders {\n\tfunc() {\n\t\t_, span := tracer.Start(ctx, "chargeOrder")\n\t\tdefer span.End()\n\t\tpay(order)\n\t}()\n}\nreturn nil',
      ),
      findings: [`18:15-18:27 ${LOOP}`, '  16:2 the loop'],
    },
  },
});

const START = '_, span := tracer.Start(ctx, "addTotal")\ndefer span.End()';

ruleTable(noTrivialSpan, 'go', {
  valid: {
    'something is called': charge(`${START}\nreturn pay(ctx)`),
    'something is awaited': charge(`${START}\n<-order.Paid\nreturn nil`),
    'a loop': charge(
      `${START}\nsum := 0\nfor _, item := range order.Items {\n\tsum += item.Price\n}\nreturn nil`,
    ),
    'the work is deferred': charge(`${START}\ndefer order.unlock()\nreturn nil`),
    'the end is somewhere else': charge('ctx, span := tracer.Start(ctx, "addTotal")\nreturn keep(span)'),
    'a literal that is kept': charge(`${START}\norder.next = func() { pay(ctx) }\nreturn nil`),
  },
  invalid: {
    'arithmetic to the end of the function': {
      code: charge(`${START}\norder.total = int64(order.net) + order.tax\nreturn nil`),
      findings: [`16:13-16:25 ${TRIVIAL}`],
    },
    'attributes and nothing else': {
      code: charge(`${START}\nspan.SetAttributes(attribute.Int("app.items", len(order.Items)))\nreturn nil`, [
        'go.opentelemetry.io/otel/attribute',
      ]),
      findings: [`17:13-17:25 ${TRIVIAL}`],
    },
    'up to a plain end': {
      code: charge(
        '_, span := tracer.Start(ctx, "addTotal")\norder.total = order.net\nspan.End()\nreturn pay(ctx)',
      ),
      findings: [`16:13-16:25 ${TRIVIAL}`],
    },
  },
});
