import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { applyEdits, combineEdits, ownedBy } from '#src/editing/edit-set.js';
import { addImport, removeImport } from '#src/languages/go/rewrite/edit-imports.js';
import { openGoSource } from '#src/languages/go/rewrite/go-source.js';
import type { Edit } from '#src/model/change.js';

const hasGofmt = spawnSync('gofmt', ['-h']).error === undefined;

function apply(text: string, ...changes: Edit[][]): string {
  let all: readonly ReturnType<typeof ownedBy>[number][] = [];
  for (const [i, edits] of changes.entries()) {
    const combined = combineEdits(all, ownedBy(`c${i}`, edits));
    if ('overlap' in combined) throw new Error('overlap');
    all = combined.edits;
  }
  return applyEdits(text, all);
}

/** Adds each import as a change of its own, in both orders, and expects what gofmt expects. */
function add(text: string, ...paths: string[]): string {
  const source = openGoSource('main.go', text);
  const changes = paths.map((path) => addImport(source, { path, name: path.split('/').at(-1)! }));
  const after = apply(text, ...changes);
  expect(apply(text, ...[...changes].reverse())).toBe(after);
  if (hasGofmt) {
    const { stdout, stderr } = spawnSync('gofmt', [], { input: after, encoding: 'utf8' });
    expect(stdout + stderr).toBe(after);
  }
  return after.slice(after.indexOf('\n\n') + 2);
}

describe('adding imports', () => {
  it('makes a block where there is none', () => {
    expect(add('package main\n\nfunc main() {}\n', 'example.com/a', 'example.com/b')).toBe(
      'import (\n\t"example.com/a"\n\t"example.com/b"\n)\n\nfunc main() {}\n',
    );
  });

  it('opens a single import, ours after or before it', () => {
    const text = 'package main\n\nimport "net/http" // served\n\nvar _ http.Client\n';
    expect(add(text, 'example.com/a', 'example.com/b', 'context')).toBe(
      'import (\n\t"context"\n\t"net/http" // served\n\n\t"example.com/a"\n\t"example.com/b"\n)\n\nvar _ http.Client\n',
    );
    const foreign = 'package main\n\nimport "example.com/m"\n\nvar _ = m.M\n';
    expect(add(foreign, 'context', 'os', 'example.com/a', 'example.com/z')).toBe(
      'import (\n\t"context"\n\t"os"\n\n\t"example.com/a"\n\t"example.com/m"\n\t"example.com/z"\n)\n\nvar _ = m.M\n',
    );
  });

  it('keeps cgo apart', () => {
    const text = 'package main\n\n// #include <stdio.h>\nimport "C"\n\nimport "os"\n\nvar _ = os.Args\n';
    expect(add(text, 'fmt')).toBe(
      '// #include <stdio.h>\nimport "C"\n\nimport (\n\t"fmt"\n\t"os"\n)\n\nvar _ = os.Args\n',
    );
    const alone = 'package main\n\n// #include <stdio.h>\nimport "C"\n\nvar _ C.int\n';
    expect(add(alone, 'fmt')).toBe(
      '// #include <stdio.h>\nimport "C"\n\nimport (\n\t"fmt"\n)\n\nvar _ C.int\n',
    );
  });

  it('goes into the group it belongs to, in order, below comments', () => {
    const text =
      'package main\n\nimport (\n\t// Standard.\n\t"net/http"\n\t"os" // last\n\n\t// Ours.\n\t"example.com/m"\n)\n\nvar _ = m.M(http.Get, os.Args)\n';
    expect(add(text, 'context', 'time', 'example.com/a', 'example.com/z')).toBe(
      'import (\n\t"context"\n\t// Standard.\n\t"net/http"\n\t"os" // last\n\t"time"\n\n\t"example.com/a"\n\t// Ours.\n\t"example.com/m"\n\t"example.com/z"\n)\n\nvar _ = m.M(http.Get, os.Args)\n',
    );
  });

  it('leaves a block on one line alone', () => {
    const source = openGoSource('main.go', 'package main\n\nimport ("os")\n\nvar _ = os.Args\n');
    expect(apply(source.text, addImport(source, { path: 'fmt', name: 'fmt' }))).toBe(
      'package main\n\nimport ("os")\n\nimport (\n\t"fmt"\n)\n\nvar _ = os.Args\n',
    );
  });

  it('opens one new group for several changes', () => {
    const text = 'package main\n\nimport (\n\t"os"\n)\n\nvar _ = os.Args\n';
    expect(add(text, 'example.com/b', 'example.com/a')).toBe(
      'import (\n\t"os"\n\n\t"example.com/a"\n\t"example.com/b"\n)\n\nvar _ = os.Args\n',
    );
  });
});

describe('removing an import', () => {
  const remove = (text: string, path: string) => {
    const source = openGoSource('main.go', text);
    const edit = removeImport(source, source.file.imports.find((i) => i.path === path)!);
    return apply(text, edit ? [edit] : []);
  };

  it('takes its line', () => {
    expect(remove('package main\n\nimport (\n\t"database/sql"\n\t"os"\n)\n', 'database/sql')).toBe(
      'package main\n\nimport (\n\t"os"\n)\n',
    );
  });

  it('takes the blank line of a group that it leaves empty', () => {
    expect(
      remove('package main\n\nimport (\n\t"database/sql"\n\n\t"example.com/a"\n)\n', 'database/sql'),
    ).toBe('package main\n\nimport (\n\t"example.com/a"\n)\n');
    expect(remove('package main\n\nimport (\n\t"os"\n\n\t"example.com/a"\n)\n', 'example.com/a')).toBe(
      'package main\n\nimport (\n\t"os"\n)\n',
    );
  });

  it('makes room for another at its place', () => {
    const swap = (text: string, gone: string, path: string) => {
      const source = openGoSource('main.go', text);
      const removal = removeImport(source, source.file.imports.find((i) => i.path === gone)!, true);
      return apply(text, [
        ...addImport(source, { path, name: path.split('/').at(-1)! }),
        ...(removal ? [removal] : []),
      ]);
    };
    const mixed = 'package main\n\nimport (\n\t"database/sql"\n\t"github.com/z/m"\n\t"os"\n)\n';
    expect(swap(mixed, 'database/sql', 'github.com/XSAM/otelsql')).toBe(
      'package main\n\nimport (\n\t"github.com/XSAM/otelsql"\n\t"github.com/z/m"\n\t"os"\n)\n',
    );
    const alone = 'package main\n\nimport (\n\t"database/sql"\n\n\t"example.com/a"\n)\n';
    const outcome = (path: string) => `package main\n\nimport (\n\t"${path}"\n\n\t"example.com/a"\n)\n`;
    expect(swap(alone, 'database/sql', 'time')).toBe(outcome('time'));
    expect(swap(alone, 'database/sql', 'context')).toBe(outcome('context'));
  });
});
