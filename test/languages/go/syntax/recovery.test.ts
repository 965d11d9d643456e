import { describe, expect, test } from 'vitest';
import type { Decl } from '../../../../src/languages/go/syntax/ast.js';
import { type ParseOptions, parseGoFile } from '../../../../src/languages/go/syntax/parser.js';

function names(decls: Decl[]): string[] {
  return decls.map((decl) => {
    if (decl.kind === 'FuncDecl') return decl.name.name;
    return decl.kind === 'GenDecl' ? `${decl.keyword} ${decl.specs.length}` : 'bad';
  });
}

const SOUND = 'func after() { f() }\n\nvar last = 1\n';

const CASES: [string, string, string[]][] = [
  ['an unclosed block', 'func broken() {\n\tif x {\n}\n', ['broken']],
  ['an unclosed call', 'func broken() {\n\tf(1,\n}\n', ['broken']],
  ['a closing brace too many', 'func broken() {\n}\n}\n', ['broken', 'bad']],
  ['an unfinished header', 'func broken(a int,\n', ['bad']],
  ['an unfinished selector', 'func broken() {\n\tx.\n}\n', ['broken']],
  ['an unfinished struct', 'type Broken struct {\n\ta int\n', ['bad']],
  ['a group with a broken spec', 'const (\n\tA = 1\n\tB = = 2\n)\n', ['const 1']],
  ['a broken import group', 'import (\n\t"fmt"\n\tos\n)\n', ['import 1']],
  ['text that is no declaration', '<<<<<<< HEAD\n=======\n', ['bad']],
  ['an unfinished string', 'func broken() {\n\tf("open)\n}\n', ['broken']],
  ['an unfinished comment', 'func broken() {\n\t/* open\n}\n', ['broken']],
];

describe('the declarations after a syntax error are read', () => {
  test.each(CASES)('%s', (_, broken, expected) => {
    const file = parseGoFile(`package p\n\n${broken}\n${SOUND}`);
    expect(file.errors).not.toEqual([]);
    expect(names(file.decls)).toEqual([...expected, 'after', 'var 1']);
  });
});

describe('nothing overlaps and nothing is out of order after recovery', () => {
  const modes: [string, ParseOptions][] = [
    ['full', { bodies: 'full' }],
    ['skip', { bodies: 'skip' }],
  ];
  test.each(modes)('bodies: %s', (_, options) => {
    const text = `package p\n\n${CASES.map(([, broken]) => broken + SOUND).join('\n')}`;
    const file = parseGoFile(text, options);
    for (const list of [file.decls, file.comments]) {
      let end = 0;
      for (const range of list) {
        expect(range.start).toBeGreaterThanOrEqual(end);
        expect(range.end).toBeGreaterThanOrEqual(range.start);
        end = range.end;
      }
    }
  });
});

test('a function keeps its header when its body cannot be read', () => {
  const [decl] = parseGoFile('package p\nfunc Place(ctx context.Context) error {\n\tx := := 1\n}\n').decls;
  expect(decl).toMatchObject({
    kind: 'FuncDecl',
    name: { name: 'Place' },
    type: { params: { list: [{ names: [{ name: 'ctx' }] }] } },
    body: { skipped: true, stmts: [] },
  });
});

test('a keyword at a line start inside a raw string is no declaration', () => {
  const text = 'package p\nfunc broken() {\n\tx := := `\nfunc fake() {}\n`\n}\n\nfunc after() {}\n';
  expect(names(parseGoFile(text).decls)).toEqual(['broken', 'after']);
});

test('documentation is found after an error too', () => {
  const text = 'package p\nfunc broken() {\n\tx x\n}\n\n// Doc.\nfunc after() {}\n';
  const after = parseGoFile(text).decls[1];
  expect(after?.kind === 'FuncDecl' && after.doc && text.slice(after.doc.start, after.doc.end)).toBe(
    '// Doc.',
  );
});

test('a missing package clause costs no declaration', () => {
  const file = parseGoFile('func a() {}\n');
  expect(file).toMatchObject({ packageName: '', packageNameStart: -1 });
  expect(names(file.decls)).toEqual(['a']);
  expect(file.errors.length).toBe(1);
});

test('an unclosed body is noticed when bodies are skipped', () => {
  const file = parseGoFile(`package p\nfunc broken() {\n\tif x {\n}\n${SOUND}`, { bodies: 'skip' });
  expect(file.errors.length).toBe(1);
  expect(names(file.decls)).toEqual(['broken', 'after', 'var 1']);
});

test('errors carry their offset and are bounded in number', () => {
  const text = 'package p\nvar x = @1\n';
  expect(parseGoFile(text).errors).toEqual([{ offset: text.indexOf('@'), message: 'illegal character' }]);
  expect(parseGoFile(`package p\nvar x = 1 ${'@'.repeat(10_000)}`).errors.length).toBe(100);
});
