/** The shop has no finding of its own; with faults planted into it, it has those alone. */
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { temporaryTree } from '../../workspace/temporary-tree.js';
import { lintTree, places } from './lint-scene.js';

const FIXTURES = fileURLToPath(new URL('../../../fixtures', import.meta.url));
const PLANTED = join(FIXTURES, 'lint/planted');

/** `file:line rule` of every comment `planted: rule, rule`. */
function planted(): string[] {
  const files = readdirSync(PLANTED, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /\.\w+$/.test(path),
  );
  return files.flatMap((file) =>
    readFileSync(join(PLANTED, file), 'utf8')
      .split('\n')
      .flatMap((line, i) =>
        (/\/\/ planted: (.*)$/.exec(line)?.[1]?.split(', ') ?? []).map((rule) => `${file}:${i + 1} ${rule}`),
      ),
  );
}

function shop(): string {
  const root = temporaryTree({});
  cpSync(join(FIXTURES, 'projects/shop'), root, { recursive: true });
  return root;
}

test('the shop is clean', async () => {
  expect(places(await lintTree(shop()))).toEqual([]);
});

test('what is planted into the shop is found, in Go and in TypeScript, and nothing else', async () => {
  const root = shop();
  cpSync(PLANTED, root, { recursive: true });
  expect(places(await lintTree(root)).sort()).toEqual(planted().sort());
});
