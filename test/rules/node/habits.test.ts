import { contextPropagation } from '#rules/context-propagation.js';
import { errorRecorded } from '#rules/error-recorded.js';
import { noSpanInLoop } from '#rules/no-span-in-loop.js';
import { noTrivialSpan } from '#rules/no-trivial-span.js';
import { ruleTable } from '../support/rule-table.js';

const file = (
  body: string,
): string => `import { context, propagation, SpanStatusCode, trace } from '@opentelemetry/api';

const tracer = trace.getTracer('shop');

export async function charge() {
${body}
}
`;

const caught = (clause: string): string =>
  file(`  const span = tracer.startSpan('charge card');
  try {
    await pay();
  } catch (error) {
${clause}
  } finally {
    span.end();
  }`);

const UNTOLD =
  'The error is thrown on, and `span` is not told. Call `span.setStatus({ code: SpanStatusCode.ERROR })` before.';

ruleTable(errorRecorded, 'node', {
  valid: {
    'a status': caught('    span.setStatus({ code: SpanStatusCode.ERROR });\n    throw error;'),
    'a recorded exception': caught('    span.recordException(error as Error);\n    throw error;'),
    'handled here': caught('    await payLater();'),
    'told by a helper': caught('    fail(span, error);\n    throw error;'),
    'told by a function beside it': file(`  const span = tracer.startSpan('charge card');
  const fail = (error: Error) => span.recordException(error);
  try {
    await pay();
  } catch (error) {
    fail(error as Error);
    throw error;
  }`),
    'told by a catch further out': file(`  const span = tracer.startSpan('charge card');
  try {
    try {
      await pay();
    } catch (error) {
      throw new PaymentError(error);
    }
  } catch (error) {
    span.recordException(error as Error);
    throw error;
  }`),
    'no span yet': file(`  try {
    await pay();
  } catch (error) {
    throw new PaymentError(error);
  }
  const span = tracer.startSpan('charge card');
  span.end();`),
  },
  invalid: {
    'thrown on': { code: caught('    throw error;'), findings: [`9:5-9:10 ${UNTOLD}`] },
    'in a callback of startActiveSpan': {
      code: file(`  return tracer.startActiveSpan('charge card', async (span) => {
    try {
      return await pay();
    } catch (error) {
      log(error);
      throw error;
    } finally {
      span.end();
    }
  });`),
      findings: [`9:7-9:12 ${UNTOLD}`],
    },
  },
});

ruleTable(errorRecorded, 'node', {
  options: { mode: 'status+record' },
  valid: {
    'recorded, too': caught(
      '    span.recordException(error as Error);\n    span.setStatus({ code: SpanStatusCode.ERROR });\n    throw error;',
    ),
  },
  invalid: {
    'a status alone': {
      code: caught('    span.setStatus({ code: SpanStatusCode.ERROR });\n    throw error;'),
      findings: [
        '9:5-9:10 The error is thrown on, and `span` is not told. Call `span.recordException(…)` and `span.setStatus({ code: SpanStatusCode.ERROR })` before.',
      ],
    },
  },
});

const LOOP =
  'A span is started for each item, so that one request can fill the trace with them. Start one span around the loop, and give it the number of items as an attribute.';

ruleTable(noSpanInLoop, 'node', {
  valid: {
    'spans of what happened before': file(`function replay(payments: Payment[]) {
  for (const payment of payments) {
    const span = tracer.startSpan('charge card', { startTime: payment.begun });
    span.end(payment.ended);
  }
}`),
    'around the loop': file(`  const span = tracer.startSpan('charge cards');
  for (const card of cards) await pay(card);
  span.end();`),
    'a consumer': file(`  for await (const message of consumer) {
    const span = tracer.startSpan('handle message');
    span.end();
  }`),
    'a loop that waits for work': file(`  while (running) {
    const message = await poll();
    const span = tracer.startSpan('handle message');
    span.end();
  }`),
    'messages that are sent in a batch': file(`  for (const order of orders) {
    const span = tracer.startSpan('publish order', { kind: SpanKind.PRODUCER });
    propagation.inject(trace.setSpan(context.active(), span), order.headers);
    span.end();
  }`),
    'a function that is made in a loop': file(`  for (const route of routes) {
    app.get(route, () => tracer.startActiveSpan('serve route', (span) => span.end()));
  }`),
  },
  invalid: {
    'for of': {
      code: file(`  for (const card of cards) {
    const span = tracer.startSpan('charge card');
    span.end();
  }`),
      findings: [`7:35-7:48 ${LOOP}`, '  6:3 the loop'],
    },
    map: {
      code: file(`  await Promise.all(cards.map((card) =>
    tracer.startActiveSpan('charge card', (span) => pay(card).finally(() => span.end()))));`),
      findings: [`7:28-7:41 ${LOOP}`, '  6:21 the loop'],
    },
  },
});

ruleTable(noTrivialSpan, 'node', {
  valid: {
    'something is called': file(`  tracer.startActiveSpan('charge card', (span) => { pay(); span.end(); });`),
    'something is repeated': file(`  tracer.startActiveSpan('add up', (span) => {
    for (const one of list) sum += one;
    span.end();
  });`),
    'the callback stands elsewhere': file(`  tracer.startActiveSpan('charge card', handle);`),
  },
  invalid: {
    'an assignment': {
      code: file(`  tracer.startActiveSpan('set total', (span) => {
    total = net + tax;
    span.setAttribute('app.total', total).end();
  });`),
      findings: [
        '6:26-6:37 The code in this span calls nothing and waits for nothing: the span costs more than what it measures. Remove it, or add an event to the span around it.',
      ],
    },
  },
});

ruleTable(contextPropagation, 'node', {
  valid: {
    'the context is used': file(`  const active = trace.setSpan(context.active(), span);
  context.with(active, () => pay());`),
    'a parent by its context': file(
      `  tracer.startSpan('charge card', {}, trace.setSpan(context.active(), parent)).end();`,
    ),
    'headers are written': file('  propagation.inject(context.active(), headers);'),
    'a function of the same name': file('  store.setSpan(span);'),
  },
  invalid: {
    'the context is dropped': {
      code: file('  trace.setSpan(context.active(), span);'),
      findings: [
        '6:3-6:40 `trace.setSpan` changes nothing: it gives back a context with the span in it, and nobody takes it. Run what follows in it with `context.with(…)`.',
      ],
    },
    'the caller is dropped': {
      code: file('  propagation.extract(context.active(), headers);'),
      findings: [
        '6:3-6:49 `propagation.extract` changes nothing: it gives back a context with the caller in it, and nobody takes it. Run what follows in it with `context.with(…)`.',
      ],
    },
    'a parent where it is not read': {
      code: file(`  tracer.startSpan('charge card', { parent: span }).end();`),
      findings: [
        '6:37-6:49 The option `parent` is not read: the span becomes a child of the active span, or a root. Give the context as the third argument: `trace.setSpan(context.active(), parent)`.',
      ],
    },
  },
});
