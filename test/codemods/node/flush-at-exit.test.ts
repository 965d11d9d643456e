/** The end of every set-up file, judged by the compiler under the settings that services have. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { flushAtExit } from '#codemods/node/bootstrap/flush-at-exit.js';

const MODULES = fileURLToPath(new URL('../../../node_modules', import.meta.url));
let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'flush-at-exit-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

it.each([
  ['everything strict', { strict: true, noUncheckedIndexedAccess: true, noUnusedLocals: true }],
  ['types of `bind` and `call` not looked at', { strict: true, strictBindCallApply: false }],
  ['nothing strict but what is implicitly any', { strict: false, noImplicitAny: true }],
  ['nothing strict', { strict: false }],
])('has no type error with %s', (_, settings) => {
  const sdk = 'const sdk = { shutdown: async (): Promise<void> => {} };\n';
  writeFileSync(join(directory, 'instrumentation.ts'), `${sdk}${flushAtExit(true).join('\n')}\nexport {};\n`);
  const compilerOptions = {
    ...{ module: 'nodenext', target: 'es2022', noEmit: true, skipLibCheck: true },
    ...{ types: ['node'], typeRoots: [join(MODULES, '@types')], ...settings },
  };
  const config = join(directory, 'tsconfig.json');
  writeFileSync(config, JSON.stringify({ compilerOptions, files: ['instrumentation.ts'] }));
  const compiler = join(MODULES, 'typescript/bin/tsc');
  const { stdout } = spawnSync('node', [compiler, '-p', config, '--pretty', 'false'], { encoding: 'utf8' });
  expect(stdout).toBe('');
});
