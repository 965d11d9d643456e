/** Where an attribute may read a value without `?.`: only where the function would fail at once without the value, too. */
import { parseSync } from 'oxc-parser';
import { describe, expect, it } from 'vitest';
import { type AstNode, child, children } from '#src/languages/node/facts/ast.js';
import { readsFirst } from '#src/languages/node/spans/first-read.js';

function isReadFirst(body: string, value = 'order'): boolean {
  const text = `async function place(order, repository, isRehearsal) {\n${body}\n}`;
  const { program } = parseSync('place.ts', text);
  const [fn] = children(program as unknown as AstNode, 'body');
  return readsFirst(text, child(fn!, 'body')!, value);
}

describe('a value that is read first', () => {
  it.each([
    'return repository.find(order.id);',
    "'use strict'; const id = order.id;",
    'const { id, items } = order;',
    'if (!order.items.length) return;',
    'for (const item of order) repository.save(item);',
    'const total = order.total * 2; await repository.save(total);',
    'return `${order.id}`;',
    'return [...order];',
    'const save = () => repository.save(); return save(order!.id);',
  ])('%s', (body) => {
    expect(isReadFirst(body)).toBe(true);
  });

  it('may be a field', () => {
    expect(isReadFirst('return order.items.map(String);', 'order.items')).toBe(true);
    expect(isReadFirst('return order.items;', 'order.items')).toBe(false);
  });
});

describe('a value that is read later, or not for certain', () => {
  it.each([
    'repository.open(); return order.id;',
    'await null; return order.id;',
    'if (isRehearsal) return null; return order.id;',
    'return isRehearsal ? null : order.id;',
    'return isRehearsal || order.id;',
    'try { return order.id; } catch { return null; }',
    'return () => order.id;',
    'return order?.id;',
    'return { ...order };',
    'return repository.save(order);',
    'return other.order.id;',
    'check(order); return order.id;',
  ])('%s', (body) => {
    expect(isReadFirst(body)).toBe(false);
  });
});
