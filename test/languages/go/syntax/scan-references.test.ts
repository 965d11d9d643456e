import { expect, test } from 'vitest';
import { scanReferences } from '../../../../src/languages/go/syntax/scan-references.js';

function references(text: string): string[] {
  const found: string[] = [];
  scanReferences(text, 0, text.length, (name, start, qualifier) => {
    expect(text.startsWith(name, start)).toBe(true);
    found.push(qualifier === undefined ? name : `${qualifier}.${name}`);
  });
  return found;
}

test.each([
  ['{ f(x) }', ['f', 'x']],
  ['http.Get(url)', ['http', 'http.Get', 'url']],
  ['a.b.c', ['a', 'a.b', '.c']],
  ['f().g', ['f', '.g']],
  ['xs[0].name', ['xs', '.name']],
  ['s.\n\tNext().\n\tDone()', ['s', 's.Next', '.Done']],
  ['a /* x */ . b', ['a', 'a.b']],
  ['if x { return y } else { go z() }', ['x', 'y', 'z']],
  ['f("a.b", `c.d`, \'e\') // g.h', ['f']],
  ['1.5e3 + 0x1F + a1 + .5i', ['a1']],
  ['x.(T)', ['x', 'T']],
  ['f(xs...)', ['f', 'xs']],
  ['func(xs ...T) {}', ['xs', 'T']],
  ['T{Name: v}', ['T', 'Name', 'v']],
  ['größe.世', ['größe', 'größe.世']],
  ['"\\"a" + b', ['b']],
])('%s', (text, expected) => {
  expect(references(text)).toEqual(expected);
});

test('only the given range is looked at', () => {
  const found: string[] = [];
  scanReferences('before{inside}after', 6, 14, (name) => found.push(name));
  expect(found).toEqual(['inside']);
});
