/** Taking spans out again: what `apply` gives for each fixture becomes what it was, and what a person wrote stays. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SpanRequest } from '#src/model/span-operation.js';
import { readTree, writeTree } from '../go/support/fixtures.js';
import { applySpans, removeSpans, spanFixtures } from './support/plan-spans.js';

const UPDATE = process.env.UPDATE_FIXTURES === '1';

/** The flags are gone; the comments stay as comments. */
const withoutFlags = (files: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(files)
      .filter(([path]) => path !== 'skips.txt')
      .map(([path, text]) => [path, text.replace(/\b(?:instrument|dd|otelc):span\b/g, 'span')]),
  );

describe.each(spanFixtures())('spans: $name', ({ directory }) => {
  it('go again', async () => {
    const { files } = await removeSpans(withoutFlags(readTree(join(directory, 'after'))), ['*']);
    // Where the code does not tell what it was: `removed` has what comes out.
    const golden = join(directory, 'removed');
    if (UPDATE && existsSync(golden)) writeTree(golden, files);
    const expected = existsSync(golden) ? golden : join(directory, 'before');
    expect(files).toEqual(withoutFlags(readTree(expected)));
  });
});

const PACKAGE =
  '{ "name": "orders", "scripts": { "start": "node src/index.js" }, "dependencies": { "express": "4.0.0" } }\n';
const INDEX = `const express = require('express');
const { chargeOrder, refundOrder } = require('./orders');

const app = express();
app.post('/orders', async (req, res) => res.json([await chargeOrder(req.body.id), await refundOrder(req.body.id)]));
app.listen(80);
`;
const ORDERS = `const db = require('./db');

async function chargeOrder(orderId) {
  await db.save(orderId);
  return db.find(orderId);
}

async function refundOrder(orderId) {
  await db.save(orderId);
  return db.find(orderId);
}

module.exports = { chargeOrder, refundOrder };
`;
const SHOP = {
  'package.json': PACKAGE,
  'src/index.js': INDEX,
  'src/orders.js': ORDERS,
  'src/db.js': 'exports.save = async (id) => id;\nexports.find = async (id) => id;\n',
};
const asked = (match: string, origin: 'flag' | 'config' = 'flag'): SpanRequest => ({
  origin,
  match,
  attributes: {},
});

describe('of two spans', () => {
  it('one goes alone, and the helper with the last', async () => {
    const spanned = await applySpans(SHOP, [asked('chargeOrder'), asked('refundOrder')]);
    const one = await removeSpans(spanned.files, ['refundOrder']);
    expect(one.files).toEqual((await applySpans(SHOP, [asked('chargeOrder')])).files);
    const none = await removeSpans(one.files, ['charge*']);
    expect(none.files).toEqual(SHOP);
    expect((await removeSpans(none.files, ['*'])).skips).toEqual([]);
  });

  it('one that the configuration asks for stays', async () => {
    const spanned = await applySpans(SHOP, [asked('chargeOrder')]);
    const { files, skips } = await removeSpans(spanned.files, ['chargeOrder'], [asked('charge*', 'config')]);
    expect(files).toEqual(spanned.files);
    expect(skips.map(({ code, message }) => [code, message])).toEqual([
      ['still-flagged', '`operations` of the configuration names `chargeOrder`.'],
    ]);
  });
});

it.each([
  ['attributes that are spread', '{ "order.id": orderId }', '{ "order.id": orderId, ...region }'],
  ['a name that is no constant', '"chargeOrder"', '"charge" + "Order"'],
  ['code before it', 'return withSpan(', 'await db.save(orderId);\n  return withSpan('],
])('a span with %s is left to its author', async (_what, ours, theirs) => {
  const spanned = (
    await applySpans({ ...SHOP, 'src/db.js': SHOP['src/db.js'].replaceAll("'", '"') }, [asked('chargeOrder')])
  ).files;
  const text = spanned['src/orders.js']!.replaceAll("'", '"');
  const changed = { ...spanned, 'src/orders.js': text.replace(ours, theirs) };
  expect(changed['src/orders.js']).not.toBe(text);
  const { files, skips } = await removeSpans(changed, ['chargeOrder']);
  expect(files).toEqual(changed);
  expect(skips.map(({ code }) => code)).toEqual(['span-not-ours']);
});
