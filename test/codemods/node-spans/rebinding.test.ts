/** Functions that would mean something else with a span, beside such as would not. */
import { describe, expect, it } from 'vitest';
import { applySpans } from './support/plan-spans.js';

async function outcomeOf(order: string, extension: 'js' | 'ts'): Promise<string> {
  const { changes, skips } = await applySpans({
    'package.json':
      '{ "name": "orders", "type": "module", "scripts": { "start": "node dist/index.js" }, "dependencies": { "express": "4.0.0" } }\n',
    'tsconfig.json': '{ "compilerOptions": { "rootDir": "src", "outDir": "dist", "module": "nodenext" } }\n',
    [`src/index.${extension}`]: `import express from 'express';
import { placeOrder } from './order.js';

express().post('/orders', async (req, res) => res.json(await placeOrder(req.body))).listen(80);
`,
    [`src/order.${extension}`]: `// instrument:span\n${order}\n`,
  });
  return changes.length > 0 ? 'spanned' : skips.map(({ code }) => code).join();
}

describe('a promise whose error is handled', () => {
  it.each([
    ['handled-promise', '{ const sent = send(id); sent.catch(log); return sent; }'],
    ['handled-promise', '{ const sent = send(id); sent.then(note, log); return sent; }'],
    ['handled-promise', '{ this.sent = send(id); this.sent.catch(log); return this.sent; }'],
    ['spanned', '{ const sent = send(id); audit(id).catch(log); return sent; }'],
    ['spanned', '{ const sent = send(id); sent.then(note); return sent; }'],
    ['spanned', '{ return send(id).catch(log); }'],
    ['spanned', '{ return wrap(() => { const sent = send(id); sent.catch(log); return sent; }); }'],
  ])('%s: %s', async (expected, body) => {
    expect(await outcomeOf(`export function placeOrder(id) ${body}`, 'js')).toBe(expected);
  });

  it('is no concern of an async function, whose promise is another one', async () => {
    const order =
      'export async function placeOrder(id) { const sent = send(id); sent.catch(log); return sent; }';
    expect(await outcomeOf(order, 'js')).toBe('spanned');
  });
});

describe('a parameter that is given a value', () => {
  it.each([
    [
      'narrowed-parameter',
      '(id?: string)',
      '{ id = id ?? make(); return lines.map((line) => line + id.length); }',
    ],
    [
      'narrowed-parameter',
      '(id: string | null)',
      '{ id ??= make(); return lines.map((line) => line + id.length); }',
    ],
    ['spanned', '(id: string)', '{ id = id.trim(); return lines.map((line) => line + id.length); }'],
    ['spanned', '(id?: string)', '{ id = id ?? make(); return lines.concat(id); }'],
    [
      'spanned',
      '(id?: string)',
      '{ const own = id ?? make(); return lines.map((line) => line + own.length); }',
    ],
    ['spanned', "(id = 'o1')", '{ id = make(); return lines.map((line) => line + id.length); }'],
  ])('%s: %s %s', async (expected, parameters, body) => {
    expect(await outcomeOf(`export function placeOrder${parameters} ${body}`, 'ts')).toBe(expected);
  });

  it('is no concern of JavaScript', async () => {
    const order =
      'export function placeOrder(id) { id = id || make(); return lines.map((line) => line + id); }';
    expect(await outcomeOf(order, 'js')).toBe('spanned');
  });
});
