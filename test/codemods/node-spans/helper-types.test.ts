/** The helpers in JavaScript hold before a project that lets TypeScript check its JavaScript. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { nodeSpanHelpers } from '#codemods/node/spans/index.js';
import { type HelperModules, renderHelper } from '#src/languages/node/spans/helper-file.js';
import { writeTree } from '../go/support/fixtures.js';

const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));
const TSC = join(REPOSITORY, 'node_modules/.bin/tsc');
const STYLE = { quote: "'", semicolons: true, unit: '  ', trailingComma: true, width: 80 } as const;

const root = mkdtempSync(join(tmpdir(), 'instrument-helpers-'));
symlinkSync(join(REPOSITORY, 'node_modules'), join(root, 'node_modules'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const ORDERS = {
  esm: `import { withSpan } from './with-span.js';
import { withIterationSpan } from './with-iteration-span.js';

/** @param {string} id @returns {Promise<number>} */
export const placeOrder = (id) => withSpan('placeOrder', { id }, async () => id.length);

/** @param {string} id @returns {Generator<number>} */
export function* listOrders(id) {
  return yield* withIterationSpan('listOrders', function* () {
    yield id.length;
  });
}
`,
  commonjs: `const { withSpan } = require('./with-span.js');

/** @param {string} id @returns {number} */
exports.countOrders = (id) => withSpan('countOrders', () => id.length);
`,
};

it.each<[Exclude<HelperModules, 'typescript'>, string]>([
  ['esm', '--strict'],
  ['esm', '--strict=false'],
  ['commonjs', '--strict'],
  ['commonjs', '--strict=false'],
])('%s passes checkJs with %s', { timeout: 60_000 }, (modules, strictness) => {
  const place = join(root, `${modules}${strictness}`);
  const helpers = Object.values(nodeSpanHelpers).map((helper) => [
    `${helper.file}.js`,
    renderHelper(helper, modules, 'orders', STYLE),
  ]);
  writeTree(place, {
    'package.json': `{ "type": "${modules === 'esm' ? 'module' : 'commonjs'}" }`,
    'orders.js': ORDERS[modules],
    ...Object.fromEntries(helpers),
  });
  const options = ['--noEmit', '--allowJs', '--checkJs', '--module', 'nodenext', '--target', 'es2022'];
  const [flag = '', value = 'true'] = strictness.split('=');
  const { stdout } = spawnSync(
    TSC,
    [...options, flag, value, '--types', 'node', ...helpers.map(([name = '']) => name), 'orders.js'],
    { cwd: place, encoding: 'utf8' },
  );
  expect(stdout).toBe('');
});
