import { expect, it } from 'vitest';
import { workspaceNeighbours } from '#src/languages/go/go-work.js';
import { parseGoMod } from '#src/languages/go/modules.js';
import { memoryWorkspace } from '../../workspace/memory-workspace.js';

/** The directories that are built together with each. */
function neighbours(work: string, directories: readonly string[]): Record<string, string[]> {
  const modules = directories.flatMap(
    (d) => parseGoMod(`${d}/go.mod`, `module example.com/${d}\n`, () => {}) ?? [],
  );
  const found = workspaceNeighbours(memoryWorkspace({ 'go.work': work }), modules);
  return Object.fromEntries([...found].map(([m, others]) => [m.directory, others.map((o) => o.directory)]));
}

it('reads blocks, single lines, comments and quotes', () => {
  const work = 'go 1.24\n\nuse (\n\t./orders // ours\n\t"./stock"\n)\n\nuse ./shared\n// use ./old\n';
  expect(neighbours(work, ['orders', 'stock', 'shared', 'old'])).toEqual({
    orders: ['stock', 'shared'],
    stock: ['orders', 'shared'],
    shared: ['orders', 'stock'],
  });
});

it('leaves a module out that is alone', () => {
  expect(neighbours('go 1.24\n\nuse ./orders\n', ['orders', 'stock'])).toEqual({ orders: [] });
});
