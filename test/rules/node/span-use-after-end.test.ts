import { spanDiscarded } from '#rules/span-discarded.js';
import { spanUseAfterEnd } from '#rules/span-use-after-end.js';
import { ruleTable } from '../support/rule-table.js';

const file = (body: string): string => `import { trace } from '@opentelemetry/api';

const tracer = trace.getTracer('shop');

export async function charge() {
${body}
}
`;

ruleTable(spanUseAfterEnd, 'node', {
  valid: {
    'set, then ended': file(`  const span = tracer.startSpan('charge card');
  span.setAttribute('app.kind', 'card');
  span.end();`),
    'its context is read after the end': file(`  const span = tracer.startSpan('charge card');
  span.end();
  return span.spanContext().traceId;`),
    'ended on either way': file(`  const span = tracer.startSpan('charge card');
  if (cached()) {
    span.end();
  } else {
    span.end();
  }`),
    'ended once each turn': file(`  for (const card of cards) {
    const span = tracer.startSpan('charge card');
    span.end();
  }`),
    'ended, then another one': file(`  let span = tracer.startSpan('charge card');
  span.end();
  span = tracer.startSpan('send receipt');
  span.setAttribute('app.kind', 'mail');
  span.end();`),
    'the active span gets an attribute': file(`  trace.getActiveSpan()?.setAttribute('app.kind', 'card');`),
    'a callback without a parameter ends its span through the context': file(
      `  tracer.startActiveSpan('charge card', () => {
    pay();
    trace.getActiveSpan()?.end();
  });`,
    ),
  },
  invalid: {
    'an attribute after the end': {
      code: file(`  const span = tracer.startSpan('charge card');
  span.end();
  span.setAttribute('app.kind', 'card');`),
      findings: [
        '8:3-8:40 `span` has ended before: what is set on it now is lost. Move this before `span.end()`.',
        '  7:3 ended here',
      ],
    },
    'ended in the catch and in the finally': {
      code: file(`  const span = tracer.startSpan('charge card');
  try {
    await pay();
  } catch (error) {
    span.end();
    throw error;
  } finally {
    span.end();
  }`),
      findings: [
        '13:5-13:15 `span` may have ended already: a span ends once, its first end time stays. Remove one of the two.',
        '  10:5 ended here',
      ],
    },
    'the span of the request is ended': {
      code: file(`  const span = trace.getActiveSpan();
  await pay();
  span?.end();`),
      findings: [
        '8:3-8:14 This ends a span that was started elsewhere, such as the one of the request: who starts a span ends it. Remove the call, or start a span here.',
      ],
    },
  },
});

const LOST =
  'The span is not kept, so nothing can end it and it is never exported. Keep it in a variable and end it, or use `startActiveSpan`.';

ruleTable(spanDiscarded, 'node', {
  valid: {
    'kept in a variable': file(`  const span = tracer.startSpan('charge card');
  span.end();`),
    'a marker that is ended at once': file(`  tracer.startSpan('charge card').end();`),
    'handed on': file(`  begin(tracer.startSpan('charge card'));`),
    'given back': file(`  return tracer.startSpan('charge card');`),
    startActiveSpan: file(`  tracer.startActiveSpan('charge card', (span) => span.end());`),
  },
  invalid: {
    'a statement of its own': {
      code: file(`  tracer.startSpan('charge card');`),
      findings: [`6:20-6:33 ${LOST}`],
    },
    'with an attribute': {
      code: file(`  tracer.startSpan('charge card').setAttribute('app.kind', 'card');`),
      findings: [`6:20-6:33 ${LOST}`],
    },
  },
});
