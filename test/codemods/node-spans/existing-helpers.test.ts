/** Which helpers of a user's own are called: only those that do for any function what ours would. */
import { describe, expect, it } from 'vitest';
import { applySpans } from './support/plan-spans.js';

const RECORD = 'span.recordException(error); span.setStatus({ code: 2 }); throw error;';
const WAITING = `try { return await work(span); } catch (error) { ${RECORD} } finally { span.end(); }`;
const AT_ONCE = `try { return work(span); } catch (error) { ${RECORD} } finally { span.end(); }`;

/** What happens to `placeOrder`, and to `countOrders`, which is not async. */
async function helpersWith(helper: string) {
  const { files, skips } = await applySpans({
    'package.json':
      '{ "name": "orders", "scripts": { "start": "node src/index.js" }, "dependencies": { "express": "4.0.0", "@opentelemetry/api": "1.9.0" } }\n',
    'src/index.js': `const express = require('express');
const { placeOrder, countOrders } = require('./order');

express().post('/orders', async (req, res) => res.json([await placeOrder(req.body), countOrders(req.body)])).listen(80);
`,
    'src/tracing.js': `const { trace } = require('@opentelemetry/api');
const tracer = trace.getTracer('orders');

${helper}
`,
    'src/order.js': `// instrument:span
exports.placeOrder = async (lines) => {
  await Promise.all(lines);
};

// instrument:span
exports.countOrders = (lines) => new Set(lines).size;
`,
  });
  const order = files['src/order.js'] ?? '';
  const calls = [...order.matchAll(/(\w+)\('(?:place|count)Orders?'/g)].map(([, name]) => name);
  return { calls, skips: skips.map(({ code }) => code) };
}

describe('a helper of the user’s', () => {
  it.each([
    [
      'that is async itself',
      `exports.traced = async (name, work) => tracer.startActiveSpan(name, async (span) => { ${WAITING} });`,
    ],
    [
      'that gives what an async function inside it gives',
      `exports.traced = (name, work) => tracer.startActiveSpan(name, async (span) => { ${WAITING} });`,
    ],
  ])('%s is called by async functions alone', async (_what, helper) => {
    expect(await helpersWith(helper)).toEqual({ calls: ['traced'], skips: ['helper-needs-async'] });
  });

  it.each([
    [
      'that ends the span before a promise has settled',
      `exports.traced = (name, work) => tracer.startActiveSpan(name, (span) => { ${AT_ONCE} });`,
    ],
    [
      'that tries again',
      `exports.traced = (name, work) => tracer.startActiveSpan(name, async (span) => { try { await work(span); } catch { ${WAITING.replace('try {', 'try { // again\n')} } });`,
    ],
  ])('%s is not called', async (_what, helper) => {
    expect(await helpersWith(helper)).toEqual({ calls: ['withSpan', 'withSpan'], skips: [] });
  });
});
