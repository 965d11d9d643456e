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

/** A context that was handed down stays. */
const comesBack = ({ directory }: { directory: string }) => askOf(directory).threadContext !== true;

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

const CALLS = {
  'go.mod': 'module example.com/shop\n\ngo 1.25.0\n',
  'main.go': `package main

import (
	"context"
	"log"
	"net/http"
)

type Stock interface {
	Reserve(orderID string) error
}

type Shelf struct{}

func (*Shelf) Reserve(orderID string) error {
	log.Print(orderID)
	return nil
}

func scoreOrder(orderID string) float64 {
	log.Print(orderID)
	return 0.5
}

func loadOrder(ctx context.Context, orderID string) (string, error) {
	log.Print(orderID)
	return orderID, ctx.Err()
}

func handler(w http.ResponseWriter, r *http.Request) {
	var stock Stock = &Shelf{}
	id := r.PathValue("id")
	score := scoreOrder(id)
	err := stock.Reserve(id)
	//instrument:span
	order, failed := loadOrder(r.Context(), id)
	log.Print(score, err, order, failed)
}

func main() {
	http.HandleFunc("POST /orders/{id}", handler)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
`,
};
const FLAGGED = '\t//instrument:span\n';
const unflagged = (files: Record<string, string>) => ({
  ...files,
  'main.go': files['main.go']!.replace(FLAGGED, ''),
});

describe('of spans around calls', () => {
  it('those of one function go alone, by its name or through its interface', async () => {
    const all = await applyGoSpans(CALLS, { flags: ['scoreOrder', 'Reserve'] });
    const score = await removeGoSpans(all.files, ['Shelf.Reserve']);
    expect(score.files).toEqual((await applyGoSpans(CALLS, { flags: ['scoreOrder'] })).files);
    const flagged = await removeGoSpans(score.files, ['*']);
    expect(flagged.files).toEqual((await applyGoSpans(CALLS, {})).files);
    expect(flagged.skips.map(({ code, line, message }) => [code, line, message])).toEqual([
      ['still-flagged', 42, 'A comment asks for the span around the call of `loadOrder`.'],
    ]);
    const none = await removeGoSpans(unflagged(flagged.files), ['loadOrder']);
    expect(none.files).toEqual(unflagged(CALLS));
    expect(await removeGoSpans(none.files, ['*'])).toMatchObject({ changes: [], skips: [] });
  });

  it('a call through an interface has one, whichever of its methods are flagged', async () => {
    const shelf = CALLS['main.go'].slice(
      CALLS['main.go'].indexOf('type Shelf'),
      CALLS['main.go'].indexOf('func scoreOrder'),
    );
    const second = shelf.replaceAll('Shelf', 'Rack');
    const two = { ...CALLS, 'main.go': CALLS['main.go'].replace(shelf, `${shelf}${second}`) };
    const { files } = await applyGoSpans(two, { flags: ['Shelf.Reserve', 'Rack.Reserve'] });
    expect(files['main.go']!.match(/reserveSpan\d* := /g)).toEqual(['reserveSpan := ']);
    expect((await removeGoSpans(unflagged(files), ['*'])).files).toEqual(unflagged(two));
  });

  it('those that the configuration asks for stay', async () => {
    const operations = [{ name: 'scoreOrder', attributes: {} }];
    const { files } = await applyGoSpans(CALLS, { operations });
    const again = await removeGoSpans(files, ['scoreOrder'], { operations });
    expect(again.files).toEqual(files);
    expect(again.skips.map(({ code, message }) => [code, message])).toEqual([
      ['still-flagged', '`operations` of the configuration names `scoreOrder`.'],
    ]);
  });

  it.each([
    ['is used further down', '\tlog.Print(score', '\tloadOrderSpan.AddEvent("done")\n\tlog.Print(score'],
    ['has a context that is used further down', 'log.Print(score', 'log.Print(loadOrderCtx.Err(), score'],
    ['ends with the function', '\tloadOrderSpan.End()', '\tdefer loadOrderSpan.End()'],
    ['does not record the error', '\trecordError(loadOrderSpan, failed)\n', ''],
    ['records it elsewhere too', '\tloadOrderSpan.End()', '\tlog.Print(failed)\n\tloadOrderSpan.End()'],
    [
      'has a parent that apply would not take',
      'tracer.Start(r.Context(), "loadOrder"',
      'tracer.Start(context.Background(), "loadOrder"',
    ],
  ])('one that %s is left to its author', async (_what, ours, theirs) => {
    const { files } = await applyGoSpans(CALLS, { flags: ['scoreOrder'] });
    const before = unflagged(files);
    const changed = { ...before, 'main.go': before['main.go']!.replace(ours, theirs) };
    expect(changed['main.go']).not.toBe(before['main.go']);
    const { files: after, skips } = await removeGoSpans(changed, ['*']);
    expect(after['main.go']).not.toContain('scoreOrderSpan');
    expect(after['main.go']).toContain('loadOrderSpan');
    expect(new Set(skips.map(({ code }) => code))).toEqual(
      new Set(skips.length > 0 ? ['span-not-ours'] : []),
    );
  });

  it.each([
    ['whose variable is not called as ours', /loadOrderSpan/g, 'span'],
    ['that begins before something else', '\torder, failed :=', '\tlog.Print("now")\n\torder, failed :='],
  ])('one %s is not even looked at', async (_what, ours, theirs) => {
    const { files } = await applyGoSpans(CALLS, {});
    const byHand = { ...files, 'main.go': files['main.go']!.replace(ours, theirs) };
    expect(byHand['main.go']).not.toBe(files['main.go']);
    expect(await removeGoSpans(unflagged(byHand), ['*'])).toMatchObject({ changes: [], skips: [] });
  });

  it('the context of one that has ended is no parent of the next', async () => {
    const one = await applyGoSpans(CALLS, {});
    const both = await applyGoSpans(one.files, { flags: ['scoreOrder'] });
    expect(both.files).toEqual((await applyGoSpans(CALLS, { flags: ['scoreOrder'] })).files);
  });
});

it('a glob flags nothing of what the spans have brought', async () => {
  const { files } = await applyGoSpans(SHOP, { flags: ['*'] });
  const again = await applyGoSpans(files, { flags: ['*'] });
  expect(again.changes.map(({ title }) => title)).toEqual([]);
  expect(again.skips.map(({ code, message }) => `${code} ${message}`)).toContain(
    'already-spanned `recordError` is given a span: it works for the one around it.',
  );
  expect((await removeGoSpans(again.files, ['*'])).files).toEqual(SHOP);
});
