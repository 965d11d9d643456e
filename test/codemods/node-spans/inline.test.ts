/** Spans written in the function itself: what has to wait there, and what is left to the helper. */
import { describe, expect, it } from 'vitest';
import type { SpanRequest } from '#src/model/span-operation.js';
import { applySpans } from './support/plan-spans.js';

const asked: SpanRequest = { origin: 'flag', match: 'placeOrder', attributes: {} };

const shopWith = (order: string): Record<string, string> => ({
  'package.json':
    '{ "name": "orders", "scripts": { "start": "node src/index.js" }, "dependencies": { "express": "4.0.0" } }\n',
  'instrument.yaml': 'layer3:\n  nodeSpans: inline\n',
  'src/index.ts': `import express from 'express';
import { placeOrder } from './order.js';

express().post('/orders', async (req, res) => res.json(await placeOrder(req.body.id))).listen(80);
`,
  'src/order.ts': `import { db, state } from './db.js';\n\n${order}\n`,
  'src/db.ts': 'export const db = {};\nexport const state = { isOpen: true };\n',
});

async function placed(order: string): Promise<{ text: string; notes: readonly string[] }> {
  const { files, changes } = await applySpans(shopWith(order), [asked]);
  return { text: files['src/order.ts']!, notes: changes.flatMap(({ notes }) => notes) };
}

describe('what an async function returns', () => {
  it.each([
    ['return db.save(id);', 'return await db.save(id);'],
    ['return await db.save(id);', 'return await db.save(id);'],
    ['return (db.save(id));', 'return (await db.save(id));'],
    ['return db.find(id) ?? db.save(id);', 'return await (db.find(id) ?? db.save(id));'],
    ['return db.save(id) as Promise<string>;', 'return await (db.save(id) as Promise<string>);'],
    ['return state.isOpen ? db.save(id) : null;', 'return await (state.isOpen ? db.save(id) : null);'],
    ['return (db.log(id), db.save(id));', 'return (await (db.log(id), db.save(id)));'],
    ['const saved = db.save(id); return saved;', 'return await saved;'],
    ['let saved = await db.save(id); return saved;', 'return await saved;'],
    ['const { promise } = await db.open(id); return promise;', 'return await promise;'],
    ['return new Promise((done) => db.save(id, done));', 'return await new Promise('],
  ])('waits in %s', async (body, after) => {
    const { text, notes } = await placed(`export async function placeOrder(id: string) { ${body} }`);
    expect(text).toContain(after);
    expect(notes).toEqual([]);
  });

  it.each([
    'const saved = await db.save(id); return saved;',
    'const { rows } = await db.save(id); return rows;',
    'const [first] = await db.save(id); return first.id;',
    'await db.save(id); return { id };',
    'await db.save(id); return `order ${id}`;',
    'await db.save(id); return id;',
    'return JSON.parse(await db.find(id));',
    'await db.save(id); return undefined;',
    'await db.save(id); return state.isOpen ? 1 : id + 1;',
    'await db.save(id); return;',
  ])('does not wait in %s', async (body) => {
    const { text } = await placed(`export async function placeOrder(id: string) { ${body} }`);
    expect(text).toContain('tracer.startActiveSpan');
    expect(text).toContain(body);
  });

  it('is not what functions in it return', async () => {
    const { text } = await placed(`export async function placeOrder(ids: string[]) {
  const save = async (id: string) => { return db.save(id); };
  return ids.map(function (id) { return save(id); });
}`);
    expect(text).toContain('{ return db.save(id); }');
    expect(text).toContain('return await ids.map(function (id) { return save(id); });');
  });
});

describe('a helper is called, and why is told', () => {
  const helped = (order: string) =>
    placed(order).then(({ text, notes }) => ({ isInline: text.includes('startActiveSpan'), notes }));

  it.each([
    ['it is a generator', 'export async function* placeOrder(id: string) { yield db.save(id); }'],
    [
      'it may give a promise and is not `async`',
      'export function placeOrder(id: string) { return db.save(id); }',
    ],
    [
      'its return type is that of the place where it stands',
      'export const placeOrder: (id: string) => Promise<string> = async (id) => db.save(id);',
    ],
    [
      'it returns a promise inside a `try` of its own',
      'export async function placeOrder(id: string) { try { return db.save(id); } catch { return null; } }',
    ],
    [
      'it returns a promise inside a `try` of its own',
      'export async function placeOrder(id: string) { try { await db.save(id); } catch { return db.find(id); } finally { db.close(); } }',
    ],
    [
      'it returns a promise inside a `try` of its own',
      'export async function placeOrder(id: string) { using lock = db.lock(id); return db.save(id); }',
    ],
  ])('%s: %s', async (why, order) => {
    const { isInline, notes } = await helped(order);
    expect(isInline).toBe(false);
    expect(notes[0]).toMatch(/^`placeOrder` has its span by `with\w*Span`, not inline: /);
    expect(notes[0]).toContain(why);
  });

  it.each([
    'export async function placeOrder(id: string) { try { await db.save(id); } catch { return db.find(id); } }',
    'export async function placeOrder(id: string) { try { return await db.save(id); } catch { return null; } }',
    'export const placeOrder = async (id: string): Promise<string> => db.save(id);',
    'export const placeOrder: (id: string) => Promise<string> = async (id): Promise<string> => db.save(id);',
    'export function placeOrder(id: string): void { db.save(id); }',
  ])('but not for %s', async (order) => {
    expect(await helped(order)).toEqual({ isInline: true, notes: [] });
  });
});

it.each([
  [
    'a parameter is called tracer',
    'export async function placeOrder(tracer: string) { return db.save(tracer); }',
    'otelTracer.startActiveSpan(',
  ],
  [
    'the code has a trace',
    'export async function placeOrder(id: string) { return db.trace(id, trace); }\nconst trace = 1;',
    'import { SpanStatusCode, trace as otelTrace } from',
  ],
  [
    'the function has a span',
    'export async function placeOrder(id: string) { const span = await db.save(id); return span; }',
    'async (otelSpan) =>',
  ],
])('where %s, another name is taken', async (_what, order, expected) => {
  expect((await placed(order)).text).toContain(expected);
});
