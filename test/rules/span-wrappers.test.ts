/** Functions of the user's own that deal with spans, as `spanWrappers` of instrument.yaml names them. */
import { errorRecorded } from '#rules/error-recorded.js';
import { spanEnd } from '#rules/span-end.js';
import { spanUseAfterEnd } from '#rules/span-use-after-end.js';
import { ruleTable } from './support/rule-table.js';

const wrappers = [
  { function: '@acme/tracing.begin', does: 'start' },
  { function: '@acme/tracing.finish', does: 'end' },
  { function: '@acme/tracing.note', does: 'record' },
] as const;

const file = (body: string): string =>
  `import { begin, finish, note } from '@acme/tracing';\nimport { charge } from './charge.js';\n\nexport async function pay(order) {\n${body}\n}\n`;

const goFile = (body: string): string =>
  `package main\n\nimport (\n\t"context"\n\n\t"example.com/kit/tracing"\n)\n\nfunc charge(ctx context.Context) {}\n\nfunc pay(ctx context.Context) {\n${body}\n}\n`;

ruleTable(spanEnd, 'node', {
  wrappers,
  valid: {
    'ended by the wrapper': file(`  const span = begin('pay');
  try {
    return await charge(order);
  } finally {
    finish(span);
  }`),
    'what another function of the package gives may be anything': `import { open } from '@acme/tracing';

export function pay(order) {
  const span = open('pay');
  order.pay();
}
`,
  },
  invalid: {
    'ended on one way out only': {
      code: file(`  const span = begin('pay');
  if (order.free) return null;
  const paid = await charge(order);
  finish(span);
  return paid;`),
      findings: [
        '5:16-5:28 `span` is not ended on every way out, so it is never exported from those. End it in a `finally`.',
        '  6:19 left open by this `return`',
        '  7:16 left open when this `await` rejects',
      ],
    },
    'only told of the error': {
      code: file(`  const span = begin('pay');
  try {
    return await charge(order);
  } catch (error) {
    note(span, error);
    throw error;
  }`),
      findings: [
        '5:16-5:28 `span` is never ended, so it is never exported. Call `span.end()` in a `finally`.',
        '  7:5 left open by this `return`',
        '  10:5 left open by this `throw`',
      ],
    },
  },
});

ruleTable(spanEnd, 'go', {
  wrappers: [{ function: 'example.com/kit/tracing.Begin', does: 'start' }],
  valid: {
    'ended by the caller': goFile(`	ctx, span := tracing.Begin(ctx, "pay")
	defer span.End()
	charge(ctx)`),
  },
  invalid: {
    'never ended': {
      code: goFile(`	ctx, span := tracing.Begin(ctx, "pay")
	span.AddEvent("begun")
	charge(ctx)`),
      findings: [
        '12:15-12:28 The span `span` is never ended, so it is never exported. Add `defer span.End()` after it is started.',
        '  15:1 the function ends here without ending it',
      ],
      fixed: goFile(`	ctx, span := tracing.Begin(ctx, "pay")
	defer span.End()
	span.AddEvent("begun")
	charge(ctx)`),
    },
  },
});

ruleTable(spanUseAfterEnd, 'node', {
  wrappers,
  valid: {
    'ended last': file(`  const span = begin('pay');
  span.setAttribute('order.id', order.id);
  finish(span);`),
  },
  invalid: {
    'set after the wrapper has ended it': {
      code: file(`  const span = begin('pay');
  finish(span);
  span.setAttribute('order.id', order.id);`),
      findings: [
        '7:3-7:42 `span` has ended before: what is set on it now is lost. Move this before `span.end()`.',
        '  6:3 ended here',
      ],
    },
  },
});

ruleTable(errorRecorded, 'node', {
  wrappers,
  valid: {
    'recorded on the active span': file(`  const span = begin('pay');
  try {
    return await charge(order);
  } catch (error) {
    note(error);
    throw error;
  } finally {
    finish(span);
  }`),
  },
  invalid: {
    'thrown on without a word': {
      code: file(`  const span = begin('pay');
  try {
    return await charge(order);
  } catch (error) {
    order.fail();
    throw error;
  } finally {
    finish(span);
  }`),
      findings: [
        '8:5-8:10 The error is thrown on, and `span` is not told. Call `span.setStatus({ code: SpanStatusCode.ERROR })` before.',
      ],
    },
  },
});
