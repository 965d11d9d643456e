/** Changed JavaScript is parsed as what its package, or the framework that compiles it, takes it for. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parseFiles } from '#src/engine/npm/parse-files.js';

const MODULE = "import { NodeSDK } from '@opentelemetry/sdk-node';\nnew NodeSDK().start();\n";
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'parse-files-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

async function failuresOf(manifest: object, after: string): Promise<string[]> {
  writeFileSync(join(root, 'package.json'), JSON.stringify(manifest));
  const change = { file: 'instrumentation.js', before: null, after };
  const { count, failures } = await parseFiles([change], root, root);
  expect(count).toBe(1);
  return failures.map(({ file }) => file ?? '');
}

it('takes module syntax in a package of CommonJS for wrong', async () => {
  expect(await failuresOf({ dependencies: { express: '5' } }, MODULE)).toEqual(['instrumentation.js']);
});

it('takes module syntax in a package of modules', async () => {
  expect(await failuresOf({ type: 'module' }, MODULE)).toEqual([]);
});

it('takes module syntax that Next.js compiles, whatever the package declares', async () => {
  expect(await failuresOf({ type: 'commonjs', dependencies: { next: '16' } }, MODULE)).toEqual([]);
});

it('finds what is wrong in a file that Next.js compiles', async () => {
  const broken = `${MODULE}export async function register( {\n`;
  expect(await failuresOf({ dependencies: { next: '16' } }, broken)).toEqual(['instrumentation.js']);
});
