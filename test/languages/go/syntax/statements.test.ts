import { expect, test } from 'vitest';
import type { Stmt } from '../../../../src/languages/go/syntax/ast.js';
import { parseGoFile } from '../../../../src/languages/go/syntax/parser.js';
import { sketch } from './sketch.js';

function parseBody(source: string): Stmt[] {
  const file = parseGoFile(`package p\nfunc f() {\n${source}\n}\n`);
  expect(file.errors).toEqual([]);
  const [decl] = file.decls;
  return decl?.kind === 'FuncDecl' ? decl.body!.stmts : [];
}

test.each([
  ['x = y', 'AssignStmt'],
  ['x, ok := m[k]', 'AssignStmt'],
  ['x <<= 2', 'AssignStmt'],
  ['x++', 'IncDecStmt'],
  ['c <- v', 'SendStmt'],
  ['<-c', 'ExprStmt'],
  ['f()', 'ExprStmt'],
  ['go func() {}()', 'GoStmt'],
  ['defer mu.Unlock()', 'DeferStmt'],
  ['return a, b', 'ReturnStmt'],
  ['goto end', 'BranchStmt'],
  ['end:', 'LabeledStmt'],
  ['{ x() }', 'Block'],
  [';', 'EmptyStmt'],
  ['var x int', 'DeclStmt'],
  ['if x {} else if y {} else {}', 'IfStmt'],
  ['switch x := f(); x {}', 'SwitchStmt'],
  ['switch {}', 'SwitchStmt'],
  ['switch x.(type) {}', 'TypeSwitchStmt'],
  ['switch a := 1; v := x.(type) {}', 'TypeSwitchStmt'],
  ['select {}', 'SelectStmt'],
  ['for {}', 'ForStmt'],
  ['for x {}', 'ForStmt'],
  ['for i := 0; i < n; i++ {}', 'ForStmt'],
  ['for ;; {}', 'ForStmt'],
  ['for range c {}', 'RangeStmt'],
  ['for i := range 10 {}', 'RangeStmt'],
  ['for k, v = range f {}', 'RangeStmt'],
])('%s is one %s', (source, kind) => {
  expect(parseBody(source).map((stmt) => stmt.kind)).toEqual([kind]);
});

test('a brace in the header of a control statement opens its block', () => {
  const [first, second] = parseBody('if x == T {\n}\nfor _, v := range xs {\n}');
  expect(first?.kind === 'IfStmt' && sketch(first.cond)).toBe('(x == T)');
  expect(second?.kind === 'RangeStmt' && sketch(second.x)).toBe('xs');
});

test.each([
  ['if x == (T{1}) {}', '(x == paren(T{1}))'],
  ['if f(T{1}) {}', 'call(f, T{1})'],
  ['if x == []T{a}[0] {}', '(x == []T{a}[0])'],
  ['if m[T{1}] {}', 'm[T{1}]'],
  ['if func() bool { return T{} == x }() {}', 'call(func()(bool) {1})'],
])('composite literals in brackets are allowed there: %s', (source, cond) => {
  const [stmt] = parseBody(source);
  expect(stmt?.kind === 'IfStmt' && sketch(stmt.cond)).toBe(cond);
});

test('a range clause tells definition, assignment and neither', () => {
  const loops = parseBody('for k, v := range m {}\nfor k = range m {}\nfor range m {}');
  const ops = loops.map((loop) => (loop.kind === 'RangeStmt' ? loop.op : 'no loop'));
  expect(ops).toEqual([':=', '=', undefined]);
});

test('select cases hold a send, a receive or nothing', () => {
  const [select] = parseBody('select {\ncase c <- v:\ncase x, ok := <-c:\ncase <-c:\n\tf()\ndefault:\n}');
  if (select?.kind !== 'SelectStmt') throw new Error('no select');
  const comms = select.clauses.map((clause) => clause.comm?.kind);
  expect(comms).toEqual(['SendStmt', 'AssignStmt', 'ExprStmt', undefined]);
});

test('every branch of an else-if chain lasts until its end', () => {
  const [stmt] = parseBody('if a {\n} else if b {\n} else {\n}');
  if (stmt?.kind !== 'IfStmt') throw new Error('no if');
  expect(stmt.else).toMatchObject({ kind: 'IfStmt', end: stmt.end, else: { kind: 'Block', end: stmt.end } });
});

test('a newline ends a statement only after the tokens of the specification', () => {
  expect(parseBody('x := a +\n\tb\ny()').length).toBe(2);
  expect(parseBody('x.\n\tf()').length).toBe(1);
  expect(parseBody('return\nx()').length).toBe(2);
  expect(parseBody('x() /* spans\nlines */ y()').length).toBe(2);
  expect(parseBody('x() // to the end\ny()').length).toBe(2);
  expect(parseBody('x()\r\ny()').length).toBe(2);
});

test('a chain of a thousand else-ifs is read', () => {
  const chain = Array.from({ length: 1000 }, (_, i) => `if x == ${i} {\n}`).join(' else ');
  expect(parseBody(chain).length).toBe(1);
});

test.each([
  'defer f',
  'go (f())',
  'if x := 1 {}',
  'if var x = 1; x {}',
  'x y',
  'a, b++',
  '1: x()',
  'for a, b, c := range m {}',
])('refused: %s', (source) => {
  expect(parseGoFile(`package p\nfunc f() {\n${source}\n}\n`).errors).not.toEqual([]);
});
