import { expect, test } from 'vitest';
import { joinInRoot } from '#src/workspace/relative-path.js';
import { directoryOf } from '../../src/model/relative-path.js';

test.each<[string[], string | null]>([
  [['deploy', '../services/cart'], 'services/cart'],
  [['deploy', '..'], '.'],
  [['.', './a/'], 'a'],
  [['deploy', '../../other'], null],
  [['deploy', '/etc'], null],
])('%j joins to %s', (parts, expected) => {
  expect(joinInRoot(...parts)).toBe(expected);
});

test.each([
  ['a/b/c', 'a/b'],
  ['a', '.'],
])('the parent of %s is %s', (path, expected) => {
  expect(directoryOf(path)).toBe(expected);
});
