/** Every fixture: the spans planned for `before` give `after`, and a second plan is empty. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeSpanHelpers } from '#codemods/node/spans/index.js';
import { readTree, writeTree } from '../go/support/fixtures.js';
import { applySpans, spanFixtures } from './support/plan-spans.js';

const UPDATE = process.env.UPDATE_FIXTURES === '1';

describe.each(spanFixtures())('spans: $name', ({ directory }) => {
  const before = readTree(join(directory, 'before'));

  it('come out as expected', async () => {
    const { files, merged, skips } = await applySpans(before);
    expect(merged.filter((one) => one.status !== 'planned')).toEqual([]);
    const told = skips.map((s) => `${s.code} ${s.file}:${s.line} ${s.message}\n`).join('');
    const result = { ...files, ...(told === '' ? {} : { 'skips.txt': told }) };
    if (UPDATE) writeTree(join(directory, 'after'), result);
    expect(result).toEqual(readTree(join(directory, 'after')));
  });

  it('change nothing the second time', async () => {
    const { files } = await applySpans(before);
    const again = await applySpans(files);
    expect(again.changes.map(({ id }) => id)).toEqual([]);
  });
});

it.each(Object.values(nodeSpanHelpers))('$exported has lines that no formatter breaks', ({
  typescript,
  javascript,
}) => {
  const code = `${typescript}${javascript}`.split('\n').filter((line) => !/^ \*/.test(line));
  expect(code.filter((line) => line.length > 80)).toEqual([]);
});

describe('spanWrappers', () => {
  const shopWith = (order: string): Record<string, string> => ({
    'package.json':
      '{ "name": "orders", "scripts": { "start": "node src/index.js" }, "dependencies": { "express": "4.0.0" } }\n',
    'instrument.yaml': `spanWrappers:
  - function: '@acme/tracing.traced'
    does: run
  - function: src/tracing.beginSpan
    does: start
  - function: src/tracing.noteError
    does: record
`,
    'src/index.js': `const express = require('express');
const { placeOrder } = require('./order');

express().post('/orders', async (req, res) => res.json(await placeOrder(req.body.id))).listen(80);
`,
    'src/order.js': `const { traced } = require('@acme/tracing');
const acme = require('@acme/tracing');
const { beginSpan, noteError, log } = require('./tracing');

// instrument:span
${order}

module.exports = { placeOrder };
`,
    'src/tracing.js': `exports.beginSpan = (name) => globalThis.tracing.begin(name);
exports.noteError = (error) => globalThis.tracing.note(error);
exports.log = (text) => console.log(text);
`,
  });
  const outcome = async (order: string) => {
    const { changes, skips } = await applySpans(shopWith(order));
    return changes.length > 0 ? 'spanned' : (skips[0]?.code ?? 'there');
  };

  it.each([
    ['there', "async function placeOrder(id) { return traced('placeOrder', async () => log(id)); }"],
    ['there', "async function placeOrder(id) { return acme.traced('placeOrder', async () => log(id)); }"],
    ['already-spanned', "async function placeOrder(id) { await traced('store', () => log(id)); return id; }"],
    [
      'already-spanned',
      "async function placeOrder(id) { const span = beginSpan('x'); log(id); span.end(); }",
    ],
    [
      'spanned',
      'async function placeOrder(id) { try { await log(id); } catch (error) { noteError(error); } }',
    ],
    ['spanned', "async function placeOrder(id) { return acme.other('placeOrder', async () => log(id)); }"],
  ])('%s: %s', async (expected, order) => {
    expect(await outcome(order)).toBe(expected);
  });
});
