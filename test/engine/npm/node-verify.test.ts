/** The verifier asks the TypeScript of the tree: here it is the one of this project. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultConfig } from '#src/config/default-config.js';
import { openScene } from '#src/engine/apply-scene.js';
import { openNodeVerifier } from '#src/engine/npm/node-verify.js';
import type { FileChange } from '#src/model/change.js';

const TYPESCRIPT = fileURLToPath(new URL('../../../node_modules/typescript', import.meta.url));
const COMPILED = JSON.stringify({
  compilerOptions: { strict: true, types: [], noEmit: true },
  include: ['src'],
});
const PRICE = 'export const price = (cents: number): string => `${cents / 100} €`;\n';

let root: string;
let directory: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'node-verify-')));
  directory = mkdtempSync(join(tmpdir(), 'node-verify-own-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
  rmSync(directory, { recursive: true, force: true });
});

function write(files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

function withTypeScript(files: Record<string, string>): void {
  write({ 'package.json': '{ "name": "orders" }', 'tsconfig.json': COMPILED, ...files });
  mkdirSync(join(root, 'node_modules'));
  symlinkSync(TYPESCRIPT, join(root, 'node_modules/typescript'));
}

/** What the verifier says of changes to the tree on disk. */
async function verdictOn(files: readonly FileChange[]) {
  const scene = openScene(root, defaultConfig);
  const verifier = openNodeVerifier({ scene, directory, onPhase: () => {} }, directory);
  const { ok, failures = [], steps } = await verifier.check(files);
  const told = {
    ok,
    failures: failures.map(({ file, text }) => `${file}: ${/TS\d+|\w*Error/.exec(text)?.[0]}`),
    commands: steps.map(({ command }) => command),
    errorsBefore: verifier.baselineErrors(),
    unchecked: verifier.unchecked(),
  };
  await verifier.close();
  return told;
}

const created = (file: string, after: string): FileChange => ({ file, before: null, after });
const sound = { ok: true, failures: [], errorsBefore: 0, unchecked: [] };

describe('TypeScript', () => {
  it('that compiles is fine', async () => {
    withTypeScript({ 'src/price.ts': PRICE });
    const verdict = await verdictOn([
      created('src/total.ts', "import { price } from './price';\nprice(1);\n"),
    ]);
    expect(verdict).toEqual({ ...sound, commands: ['tsc --noEmit'] });
  });

  it('with a new error is told with its file', async () => {
    withTypeScript({ 'src/price.ts': PRICE });
    const verdict = await verdictOn([
      created('src/total.ts', "import { price } from './price';\nprice('1');\n"),
    ]);
    expect(verdict.failures).toEqual(['src/total.ts: TS2345']);
  });

  it('breaks what imports it, and that is told too', async () => {
    withTypeScript({
      'src/price.ts': PRICE,
      'src/total.ts': "import { price } from './price';\nprice(1);\n",
    });
    const after = PRICE.replace('cents: number', 'cents: bigint').replace('cents / 100', 'cents / 100n');
    const verdict = await verdictOn([{ file: 'src/price.ts', before: PRICE, after }]);
    expect(verdict.failures).toEqual(['src/total.ts: TS2345']);
  });

  it('keeps the errors that it had, also on other lines', async () => {
    const before = "const count: number = 'one';\n";
    withTypeScript({ 'src/count.ts': before });
    const verdict = await verdictOn([{ file: 'src/count.ts', before, after: `// Counts.\n${before}` }]);
    expect(verdict).toEqual({ ...sound, commands: ['tsc --noEmit'], errorsBefore: 1 });
  });

  it('gets a second error of a kind that it had once', async () => {
    const before = "const count: number = 'one';\n";
    withTypeScript({ 'src/count.ts': before });
    const after = `${before}const sum: number = 'two';\n`;
    const verdict = await verdictOn([{ file: 'src/count.ts', before, after }]);
    expect(verdict.failures).toEqual(['src/count.ts: TS2322']);
  });

  it('outside of the project is not checked, and that is said', async () => {
    withTypeScript({ 'src/price.ts': PRICE });
    const verdict = await verdictOn([created('tools/build.ts', "export const name: number = '';\n")]);
    expect(verdict.unchecked).toEqual(['tools/build.ts: tsconfig.json does not include it']);
  });

  it('without a compiler is not checked, and that is said', async () => {
    write({ 'package.json': '{}', 'tsconfig.json': COMPILED });
    const verdict = await verdictOn([created('src/total.ts', "export const total: number = '';\n")]);
    expect(verdict.unchecked).toEqual([
      'tsconfig.json: TypeScript is not installed, so that types were not checked',
    ]);
  });
});

it('leaves the tree as it is', async () => {
  withTypeScript({ 'src/price.ts': PRICE });
  await verdictOn([{ file: 'src/price.ts', before: PRICE, after: 'export {};\n' }]);
  write({ 'src/total.ts': "import { price } from './price';\nprice(1);\n" });
  const verdict = await verdictOn([created('src/other.ts', 'export {};\n')]);
  expect(verdict.ok).toBe(true);
});

it('JavaScript that does not parse is told', async () => {
  write({ 'package.json': '{}' });
  const verdict = await verdictOn([created('instrumentation.cjs', 'const sdk = ;\n')]);
  expect(verdict.failures).toEqual(['instrumentation.cjs: SyntaxError']);
});
