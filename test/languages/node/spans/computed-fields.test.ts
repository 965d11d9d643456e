/** Getters that an attribute does not read. */
import { describe, expect, it } from 'vitest';
import { computedFields } from '#src/languages/node/spans/computed-fields.js';

describe('a field that a getter computes', () => {
  it.each([
    'class Cart { get total(): number { return this.lines.reduce(add, 0); } }',
    'class Cart { get total() {\n    this.reads++;\n    return this.#total;\n  } }',
    'const cart = { get total() { throw new Error("closed"); } };',
    'class Cart { get total(): Money { return new Money(this.cents); } }',
  ])('%s', (text) => {
    expect([...computedFields([text])]).toEqual(['total']);
  });
});

describe('a field that a getter gives', () => {
  it.each([
    'class Cart { get total(): number { return this.props.total; } }',
    'class Cart {\n  get total() {\n    return this.#total\n  }\n}',
    'class Cart { private _id?: string; get id(): string { return this._id!; } }',
    'class Cart { getTotal() { return this.lines.length; } }',
    'const total = map.get(total);',
  ])('%s', (text) => {
    expect([...computedFields([text])]).toEqual([]);
  });
});
