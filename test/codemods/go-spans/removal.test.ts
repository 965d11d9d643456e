/** Taking spans out again: what `apply` gives for each fixture becomes what it was, and what a person wrote stays. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { askOf, goSpanFixtures, readTree, writeTree } from '../go/support/fixtures.js';
import { applyGoSpans, removeGoSpans } from '../go/support/plan-go.js';

const UPDATE = process.env.UPDATE_FIXTURES === '1';

const withoutFlags = (files: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(files)
      .filter(([path]) => path !== 'skips.txt')
      .map(([path, text]) => [
        path,
        text.replace(/^[ \t]*\/\/(?:\n[ \t]*\/\/)?(?:instrument|dd|otelc):span.*\n/gm, ''),
      ]),
  );

/** A context that was handed down stays, and so do spans around calls. */
const comesBack = ({ name, directory }: { name: string; directory: string }) =>
  askOf(directory).threadContext !== true && !name.startsWith('call/');

describe.each(goSpanFixtures().filter(comesBack))('$name', ({ directory }) => {
  it('goes again', async () => {
    const { files } = await removeGoSpans(withoutFlags(readTree(join(directory, 'after'))), ['*']);
    // Where the code does not tell what it was: `removed` has what comes out.
    const golden = join(directory, 'removed');
    if (UPDATE && existsSync(golden)) writeTree(golden, files);
    const expected = existsSync(golden) ? golden : join(directory, 'before');
    expect(files).toEqual(withoutFlags(readTree(expected)));
  });
});

describe.each(goSpanFixtures().filter(({ name }) => name.startsWith('call/')))('$name', ({ directory }) => {
  it('is told to be taken out by hand', async () => {
    const after = withoutFlags(readTree(join(directory, 'after')));
    const { files, skips } = await removeGoSpans(after, ['*']);
    expect(files).toEqual(after);
    expect(new Set(skips.map(({ code }) => code))).toEqual(new Set(['span-not-ours']));
  });
});

const MAIN = `package main

import (
	"context"
	"log"
	"net/http"
)

func chargeOrder(ctx context.Context, orderID string) error {
	log.Print(orderID)
	return ctx.Err()
}

func refundOrder(ctx context.Context, orderID string) error {
	log.Print(orderID)
	return ctx.Err()
}

func main() {
	http.HandleFunc("POST /orders/{id}", func(w http.ResponseWriter, r *http.Request) {
		log.Print(chargeOrder(r.Context(), r.PathValue("id")), refundOrder(r.Context(), r.PathValue("id")))
	})
	log.Fatal(http.ListenAndServe(":8080", nil))
}
`;
const SHOP = { 'go.mod': 'module example.com/shop\n\ngo 1.25.0\n', 'main.go': MAIN };

describe('of two spans', () => {
  it('one goes alone, and the helpers with the last', async () => {
    const both = await applyGoSpans(SHOP, { flags: ['chargeOrder', 'refundOrder'] });
    const one = await removeGoSpans(both.files, ['refundOrder']);
    expect(one.files).toEqual((await applyGoSpans(SHOP, { flags: ['chargeOrder'] })).files);
    const none = await removeGoSpans(one.files, ['charge*']);
    expect(none.files).toEqual(SHOP);
    expect(await removeGoSpans(none.files, ['*'])).toMatchObject({ changes: [], skips: [] });
  });

  it.each([
    [
      'a comment',
      '//instrument:span\nfunc chargeOrder',
      [],
      'The comment above `chargeOrder` asks for its span.',
    ],
    [
      'the configuration',
      'func chargeOrder',
      [{ name: 'charge*', attributes: {} }],
      '`operations` of the configuration names `chargeOrder`.',
    ],
  ])('one that %s asks for stays', async (_what, head, operations, message) => {
    const { files: spanned } = await applyGoSpans(SHOP, { flags: ['chargeOrder'] });
    const flagged = { ...spanned, 'main.go': spanned['main.go']!.replace('func chargeOrder', head) };
    const { files, skips } = await removeGoSpans(flagged, ['chargeOrder'], { operations });
    expect(files).toEqual(flagged);
    expect(skips.map((one) => [one.code, one.message])).toEqual([['still-flagged', message]]);
  });
});

it.each([
  [
    'is used further down',
    '\treturn ctx.Err()\n}\n\nfunc refund',
    '\tspan.AddEvent("done")\n\treturn ctx.Err()\n}\n\nfunc refund',
  ],
  [
    'is of another kind',
    '"chargeOrder", trace',
    '"chargeOrder", trace.WithSpanKind(trace.SpanKindClient), trace',
  ],
  ['does not record the error', '\tdefer func() { recordError(span, retErr) }()\n', ''],
  [
    'has an attribute that cannot be told',
    'attribute.String("order.id", orderID)',
    'attribute.String("order.id", unknown(orderID))',
  ],
])('a span that %s is left to its author', async (_what, ours, theirs) => {
  const { files: spanned } = await applyGoSpans(SHOP, { flags: ['chargeOrder'] });
  const changed = { ...spanned, 'main.go': spanned['main.go']!.replace(ours, theirs) };
  expect(changed['main.go']).not.toBe(spanned['main.go']);
  const { files, skips } = await removeGoSpans(changed, ['chargeOrder']);
  expect(files).toEqual(changed);
  expect(skips.map(({ code }) => code)).toEqual(['span-not-ours']);
});

it('a span that begins through a wrapper of the user is left to its author', async () => {
  const wrapped = 'func chargeOrder(ctx context.Context, orderID string) error {\n\tdefer begin(ctx)()';
  const files = {
    ...SHOP,
    'main.go': MAIN.replace('func chargeOrder(ctx context.Context, orderID string) error {', wrapped),
    'begin.go': `package main

import "context"

func begin(ctx context.Context) func() { return func() {} }
`,
  };
  const spanWrappers = [{ function: 'example.com/shop.begin', does: 'start' as const }];
  const { changes, skips } = await removeGoSpans(files, ['chargeOrder'], { spanWrappers });
  expect(changes).toEqual([]);
  expect(skips.map(({ code, message }) => [code, message])).toEqual([
    ['span-not-ours', '`chargeOrder` begins a span through `example.com/shop.begin` (main.go:10).'],
  ]);
  expect(await removeGoSpans(files, ['chargeOrder'])).toMatchObject({ changes: [], skips: [] });
});
