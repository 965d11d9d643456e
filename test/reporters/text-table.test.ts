import { expect, test } from 'vitest';
import { pad, shorten, wrap } from '#src/reporters/text/fit-text.js';
import { textTable } from '#src/reporters/text/text-table.js';

test.each([
  ['short enough', 20, 'start', 'short enough'],
  ['checkout-service', 9, 'start', 'checkout…'],
  ['services/checkout/main.go:12', 13, 'end', '…t/main.go:12'],
  ['注文サービス', 7, 'start', '注文サ…'],
  ['👩‍👩‍👧 family', 4, 'start', '👩‍👩‍👧…'],
  ['anything', 1, 'start', '…'],
  ['anything', 0, 'start', ''],
] as const)('%s at %i columns', (text, width, keep, expected) => {
  expect(shorten(text, width, keep)).toBe(expected);
});

test('wide characters are padded by their columns', () => {
  expect(pad('注文', 6)).toBe('注文  ');
});

test('text breaks at spaces, and inside of words only when they may', () => {
  expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
  expect(wrap('abcdefgh', 3)).toEqual(['abcdefgh']);
  expect(wrap('abcdefgh', 3, true)).toEqual(['abc', 'def', 'gh']);
  expect(wrap('', 3)).toEqual(['']);
});

test('the last columns shrink first, but not below what others may still give', () => {
  const row = [{ text: 'a'.repeat(20) }, { text: 'b'.repeat(5) }, { text: 'c'.repeat(30) }];
  const columns = [{ wish: 15, min: 8 }, {}, { wish: 10, min: 4 }];
  const widths = (width: number) =>
    textTable({ columns, rows: [row], width, indent: 0 })[0]!
      .split('  ')
      .map((cell) => cell.length);
  expect(widths(100)).toEqual([20, 5, 30]);
  expect(widths(45)).toEqual([20, 5, 16]);
  expect(widths(34)).toEqual([15, 5, 10]);
  expect(widths(30)).toEqual([15, 5, 6]);
  expect(widths(25)).toEqual([12, 5, 4]);
});
