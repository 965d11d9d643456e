import { expect, test } from 'vitest';
import type { Expr } from '../../../../src/languages/go/syntax/ast.js';
import { parseGoFile } from '../../../../src/languages/go/syntax/parser.js';
import { sketch } from './sketch.js';

function parseValue(source: string): Expr {
  const file = parseGoFile(`package p\nvar v = ${source}\n`);
  expect(file.errors).toEqual([]);
  const [decl] = file.decls;
  const spec = decl?.kind === 'GenDecl' ? decl.specs[0] : undefined;
  if (spec?.kind !== 'ValueSpec') throw new Error('no value');
  return spec.values[0]!;
}

test.each([
  ['a + b*c', '(a + (b * c))'],
  ['a*b + c', '((a * b) + c)'],
  ['a - b - c', '((a - b) - c)'],
  ['a || b && c == d+e<<f', '(a || (b && (c == (d + (e << f)))))'],
  ['a &^ b | c', '((a &^ b) | c)'],
  ['-a * !b', '((-a) * (!b))'],
  ['*p.q', '(*p.q)'],
  ['&T{}', '(&T{})'],
  ['<-c + <-d', '((<-c) + (<-d))'],
])('operators bind as in the specification: %s', (source, expected) => {
  expect(sketch(parseValue(source))).toBe(expected);
});

test.each([
  ['a.b.c()', 'call(a.b.c)'],
  ['f(a, b...)', 'call(f, a, b...)'],
  ['f(\n\ta,\n)', 'call(f, a)'],
  ['new(f())', 'call(new, call(f))'],
  ['make([]int, 3)', 'call(make, []int, 3)'],
  ['x.(T)', 'x.(T)'],
  ['x.(*pkg.T)', 'x.((*pkg.T))'],
  ['s[1:2]', 's[1:2:]'],
  ['s[:i:j]', 's[:i:j]'],
  ['s[:]', 's[::]'],
  ['a[i]', 'a[i]'],
  ['F[int](x)', 'call(F[int], x)'],
  ['F[int, []string](x)', 'call(F[int, []string], x)'],
  ['pkg.F[A, B,](x)', 'call(pkg.F[A, B], x)'],
  ['func(a int) error { return nil }(1)', 'call(func(a int)(error) {1}, 1)'],
  ['(func())(nil)', 'call(paren(func()), nil)'],
  ['<-chan int(c)', '(<-call(chan(int), c))'],
  ['(<-chan int)(c)', 'call(paren(<-chan(int)), c)'],
])('operands and what follows them: %s', (source, expected) => {
  expect(sketch(parseValue(source))).toBe(expected);
});

test.each([
  ['T{1, a: 2}', 'T{1, a: 2}'],
  ['[]P{{1}, {2}}', '[]P{{1}, {2}}'],
  ['map[K]V{{1}: {2}}', 'map[K]V{{1}: {2}}'],
  ['[...]int{0: 1}', '[...]int{0: 1}'],
  ['Pair[K, V]{k, v}', 'Pair[K, V]{k, v}'],
  ['struct{ a int }{1}', 'struct(a int){1}'],
  ['pkg.T{}.Method()', 'call(pkg.T{}.Method)'],
])('composite literals: %s', (source, expected) => {
  expect(sketch(parseValue(source))).toBe(expected);
});

test.each([
  ['0', 'int'],
  ['0b1010_0101', 'int'],
  ['0o17', 'int'],
  ['017', 'int'],
  ['0xBad_Face', 'int'],
  ['1_000', 'int'],
  ['1.', 'float'],
  ['.5e-3', 'float'],
  ['089.5', 'float'],
  ['0x1p-2', 'float'],
  ['0x.8P1', 'float'],
  ['3i', 'imaginary'],
  ['089i', 'imaginary'],
  ["'a'", 'rune'],
  ["'\\''", 'rune'],
  ["'\\u12e4'", 'rune'],
  ["'世'", 'rune'],
  ["'😀'", 'rune'],
  ['"a\\"b\\x41\\101"', 'string'],
  ['`a\n"b`', 'string'],
])('literals: %s', (source, literal) => {
  expect(parseValue(source)).toMatchObject({ kind: 'BasicLit', literal, raw: source });
});

test.each([
  '0x',
  '0b12',
  '08',
  '1__0',
  '1_',
  '0x_',
  '1e',
  '0x1.0',
  '0b1.0',
  "''",
  "'ab'",
  '"\\q"',
  '"\\xg0"',
  '"\\400"',
  '"\\ud800"',
  '"open',
  "'a",
])('malformed literals are reported: %s', (source) => {
  expect(parseGoFile(`package p\nvar v = ${source}\n`).errors).not.toEqual([]);
});

test('a concatenation of ten thousand terms needs no deep stack', () => {
  const source = Array.from({ length: 10_000 }, (_, i) => `"${i}"`).join(' +\n\t');
  expect(parseValue(source)).toMatchObject({ kind: 'BinaryExpr', y: { raw: '"9999"' } });
});
