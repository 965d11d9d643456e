import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What each part of the house may import from the others; a part may always import from itself. */
const ALLOWED: Record<string, readonly string[]> = {
  'src/model': [],
  'src/errors': ['src/model'],
  'src/config': ['src/model', 'src/errors'],
  'src/reporters': ['src/model'],
  'src/languages': ['src/model', 'src/workspace', 'src/editing'],
  'src/workspace': ['src/model'],
  'src/editing': ['src/model'],
  'src/backends': ['src/model'],
  codemods: ['src/model', 'src/languages'],
  rules: ['src/model', 'src/languages'],
  'src/explain': ['src/model', 'src/errors', 'src/reporters', 'codemods', 'rules'],
  'src/engine': [
    'src/model',
    'src/config',
    'src/workspace',
    'src/languages',
    'src/editing',
    'codemods',
    'rules',
  ],
  'src/eslint': ['src/model', 'src/languages', 'src/engine', 'rules'],
  'src/commands': [
    'src/model',
    'src/errors',
    'src/config',
    'src/engine',
    'src/backends',
    'src/reporters',
    'src/explain',
    'rules',
  ],
  'src/program.ts': ['src/config', 'src/commands'],
  'src/cli.ts': ['src/errors', 'src/config', 'src/commands', 'src/program.ts'],
  bin: ['src/cli.ts'],
};

function sources(directory: string): string[] {
  return readdirSync(join(ROOT, directory), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => join(directory, path));
}

function partOf(path: string): string | undefined {
  return Object.keys(ALLOWED).find((part) => path === part || path.startsWith(`${part}/`));
}

/** Files of ours that a file imports, relative to the root, type imports included. */
function imports(path: string): string[] {
  const { module } = parseSync(path, readFileSync(join(ROOT, path), 'utf8'));
  const specifiers = [
    ...module.staticImports.map((i) => i.moduleRequest.value),
    ...module.staticExports.flatMap((e) =>
      e.entries.flatMap((x) => (x.moduleRequest ? [x.moduleRequest.value] : [])),
    ),
  ];
  return specifiers.flatMap((specifier) => {
    const target = specifier.startsWith('#')
      ? specifier.slice(1)
      : specifier.startsWith('.')
        ? normalize(join(dirname(path), specifier))
        : null;
    return target === null ? [] : [target.replace(/\.js$/, '.ts')];
  });
}

/** A grammar is recursive: expressions hold function literals, these hold statements, these hold expressions. */
const GRAMMAR = 'src/languages/go/syntax/';

const graph = new Map(
  ['bin', 'src', 'codemods', 'rules'].flatMap(sources).map((path) => [path, imports(path)]),
);

describe('imports', () => {
  it('run one way between the parts of the house', () => {
    const wrong = [...graph].flatMap(([path, targets]) => {
      const from = partOf(path);
      if (from === undefined) return [`${path} belongs to no part of the house`];
      return targets
        .filter((target) => {
          const to = partOf(target);
          return to !== undefined && to !== from && !ALLOWED[from]?.includes(to);
        })
        .map((target) => `${path} imports ${target}`);
    });
    expect(wrong).toEqual([]);
  });

  it('name files that exist', () => {
    const missing = [...graph].flatMap(([path, targets]) =>
      targets
        .filter((t) => !graph.has(t) && t.endsWith('.ts'))
        .map((t) => `${path} imports ${relative('.', t)}`),
    );
    expect(missing).toEqual([]);
  });

  it('have no cycles', () => {
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (path: string, trail: readonly string[]): void => {
      if (trail.includes(path)) {
        cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
        return;
      }
      if (done.has(path)) return;
      for (const target of graph.get(path) ?? []) {
        if (path.startsWith(GRAMMAR) && target.startsWith(GRAMMAR)) continue;
        visit(target, [...trail, path]);
      }
      done.add(path);
    };
    for (const path of graph.keys()) visit(path, []);
    expect(cycles).toEqual([]);
  });
});
