import { expect, test } from 'vitest';
import { holdingClaims, stands } from '#src/engine/lint/link-claims.js';

test('a claim holds when all that it depends on holds, in any order', () => {
  const holding = holdingClaims([
    { name: 'c', if: ['a', 'b'] },
    { name: 'b', if: ['a'] },
    { name: 'a' },
    { name: 'd', if: ['missing'] },
  ]);
  expect([...holding].sort()).toEqual(['a', 'b', 'c']);
});

test('claims that only depend on each other do not hold', () => {
  expect(
    holdingClaims([
      { name: 'a', if: ['b'] },
      { name: 'b', if: ['a'] },
    ]).size,
  ).toBe(0);
});

test('two claims of one name are alternatives', () => {
  expect(holdingClaims([{ name: 'a', if: ['none'] }, { name: 'a' }])).toContain('a');
});

test('a finding stands when every condition holds and nothing takes it back', () => {
  const holding = new Set(['starts', 'ends']);
  expect(stands({ when: ['starts'] }, holding)).toBe(true);
  expect(stands({ when: ['starts', 'other'] }, holding)).toBe(false);
  expect(stands({ unless: ['ends'] }, holding)).toBe(false);
});
