import { expect, test } from 'vitest';
import { checkMinimum, checkRatchet } from '#src/engine/lint/coverage.js';

const shop = (instrumented: number, total: number) => [{ service: 'shop', instrumented, total }];
const before = { schemaVersion: 1 as const, findings: {}, coverage: { shop: { instrumented: 2, total: 4 } } };

test('less than the wanted share fails, nothing to cover does not', () => {
  expect(checkMinimum(shop(3, 4), 75)).toEqual([]);
  expect(checkMinimum(shop(2, 4), 75)[0]?.message).toContain('2 of 4 sites are instrumented (50 %)');
  expect(checkMinimum(shop(0, 0), 75)).toEqual([]);
});

test('fewer instrumented sites than the baseline fail unless none is bare', () => {
  expect(checkRatchet(shop(1, 4), before).map(({ code }) => code)).toEqual(['coverage-fell']);
  expect(checkRatchet(shop(2, 9), before)).toEqual([]);
  expect(checkRatchet(shop(1, 1), before)).toEqual([]);
});
