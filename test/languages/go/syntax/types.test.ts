import { expect, test } from 'vitest';
import type { TypeSpec } from '../../../../src/languages/go/syntax/ast.js';
import { parseGoFile } from '../../../../src/languages/go/syntax/parser.js';
import { sketch } from './sketch.js';

function parseTypeSpec(source: string): TypeSpec {
  const file = parseGoFile(`package p\ntype ${source}\n`);
  expect(file.errors).toEqual([]);
  const [decl] = file.decls;
  const spec = decl?.kind === 'GenDecl' ? decl.specs[0] : undefined;
  if (spec?.kind !== 'TypeSpec') throw new Error('no type');
  return spec;
}

test.each([
  ['T [N]int', '', '[N]int'],
  ['T [N * M]int', '', '[(N * M)]int'],
  ['T [P * Q]int', '', '[(P * Q)]int'],
  ['T [f(x)]int', '', '[call(f, x)]int'],
  ['T [N]P[int]', '', '[N]P[int]'],
  ['T []int', '', '[]int'],
  ['T[P any] []P', '(P any)', '[]P'],
  ['T[P, Q any] int', '(P,Q any)', 'int'],
  ['T[P *Q,] int', '(P (*Q))', 'int'],
  ['T[P *Q, R any] int', '(P (*Q); R any)', 'int'],
  ['T[P *[]int] int', '(P (*[]int))', 'int'],
  ['T[P (Q),] int', '(P paren(Q))', 'int'],
  ['T[P []E, E any] int', '(P []E; E any)', 'int'],
  ['T[P *A | ~B] int', '(P ((*A) | (~B)))', 'int'],
  ['T[P ~int | ~string] struct{}', '(P ((~int) | (~string)))', 'struct()'],
  ['T[P interface{ ~int }] = Q[P]', '(P interface((~int)))', 'Q[P]'],
])('array lengths and type parameters: type %s', (source, typeParams, type) => {
  const spec = parseTypeSpec(source);
  expect([sketch(spec.typeParams), sketch(spec.type)]).toEqual([typeParams, type]);
});

test.each([
  ['T struct{ a, b int; c string `json:"c"` }', 'struct(a,b int; c string `json:"c"`)'],
  ['T struct{ Base; *pkg.Other; G[int]; pkg.G[A, B] }', 'struct(Base; (*pkg.Other); G[int]; pkg.G[A, B])'],
  ['T struct{ a [n]int; b [][]byte; c []P[int] }', 'struct(a [n]int; b [][]byte; c []P[int])'],
  [
    'T interface{ M(int) error; ~int | string; E; pkg.F[A] }',
    'interface(M func(int)(error); ((~int) | string); E; pkg.F[A])',
  ],
  ['T func(a, b int, c ...string) (n int, err error)', 'func(a,b int; c ...string)(n int; err error)'],
  ['T func(int, pkg.T, []x, ...y) func() bool', 'func(int; pkg.T; []x; ...y)(func()(bool))'],
  ['T func(p G[int], q [3]int, r G[A, B])', 'func(p G[int]; q [3]int; r G[A, B])'],
  ['T map[string]chan<- int', 'map[string]chan<-(int)'],
  ['T chan<- chan int', 'chan<-(chan(int))'],
  ['T <-chan <-chan int', '<-chan(<-chan(int))'],
  ['T chan (<-chan int)', 'chan(paren(<-chan(int)))'],
  ['T = [...]int', '[...]int'],
])('types: type %s', (source, type) => {
  expect(sketch(parseTypeSpec(source).type)).toBe(type);
});

test('an alias is told from a definition', () => {
  expect(parseTypeSpec('A = B').alias).toBe(true);
  expect(parseTypeSpec('A B').alias).toBe(false);
});

test.each([
  'type T[P,] int',
  'func f(a int, string)',
  'func f(a ...int, b int)',
  'func f() (a ...int)',
  'type T struct { (Base) }',
  'type I interface { M[T any](T) }',
  'func (r R) M[T any]() {}',
])('refused, but read: %s', (source) => {
  const file = parseGoFile(`package p\n${source}\nvar after int\n`);
  expect(file.errors).not.toEqual([]);
  expect(file.decls.at(-1)).toMatchObject({ kind: 'GenDecl', keyword: 'var' });
});
