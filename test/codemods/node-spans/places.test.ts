/** Where the helper and its import go: where the compiler looks, and below what has to stay first. */
import { describe, expect, it } from 'vitest';
import { applySpans } from './support/plan-spans.js';

const MANIFEST = `{ "name": "orders", "type": "module", "scripts": { "start": "node dist/index.js" }, "dependencies": { "express": "4.0.0" } }\n`;
const ORDER = `// instrument:span
export async function placeOrder(lines: string[]): Promise<void> {
  await Promise.all(lines);
}
`;

const shopWith = (directory: string, options: string, order = ORDER, manifest = MANIFEST) => ({
  'package.json': manifest,
  'tsconfig.json': `{ "compilerOptions": ${options} }\n`,
  [`${directory}/index.ts`]: `import express from 'express';
import { placeOrder } from './orders/order.js';

express().post('/orders', async (req, res) => res.json(await placeOrder(req.body))).listen(80);
`,
  [`${directory}/orders/order.ts`]: order,
});

describe('the helper', () => {
  it.each([
    ['src', '{ "rootDir": "src", "outDir": "dist" }', 'src/with-span.ts'],
    ['src/app', '{ "rootDir": "src", "outDir": "dist" }', 'src/with-span.ts'],
    ['src/app', '{ "rootDir": "src/app", "outDir": "dist" }', 'src/app/with-span.ts'],
    ['src/app', '{ "rootDir": ".", "outDir": "dist" }', 'src/with-span.ts'],
    ['src/app', '{ "outDir": "dist" }', 'src/with-span.ts'],
  ])('for files of %s with %s is %s', async (directory, options, expected) => {
    const { files } = await applySpans(shopWith(directory, options));
    expect(Object.keys(files).filter((path) => path.includes('with-span'))).toEqual([expected]);
  });
});

describe('the import', () => {
  it.each([
    '// @ts-nocheck\n',
    '/// <reference types="node" />\n',
    '#!/usr/bin/env node\n// @ts-check\n',
    '// Orders.\n/** @jsxImportSource preact */\n',
    '/* Copyright Acme */\n',
  ])('stands below %j', async (head) => {
    const { files } = await applySpans(
      shopWith('src', '{ "rootDir": "src", "outDir": "dist" }', `${head}${ORDER}`),
    );
    expect(files['src/orders/order.ts']).toMatch(new RegExp(`^${head.replace(/[*/?.]/g, '\\$&')}\nimport `));
  });

  it('stands above a comment that belongs to the function', async () => {
    const { files } = await applySpans(
      shopWith('src', '{ "rootDir": "src", "outDir": "dist" }', `// Places an order.\n${ORDER}`),
    );
    expect(files['src/orders/order.ts']).toMatch(/^import .*\n\n\/\/ Places an order\./);
  });

  it.each([
    '{ "verbatimModuleSyntax": true, "module": "nodenext" }',
    '{ "verbatimModuleSyntax": true, "module": "commonjs" }',
  ])('is none in a CommonJS file that is compiled as it is written: %s', async (options) => {
    const manifest = MANIFEST.replace('"type": "module", ', '');
    const { changes, skips } = await applySpans(shopWith('src', options, ORDER, manifest));
    expect([changes.length, ...skips.map(({ code }) => code)]).toEqual([0, 'verbatim-commonjs']);
  });

  it.each([
    ['{ "verbatimModuleSyntax": true, "module": "nodenext" }', MANIFEST],
    ['{ "verbatimModuleSyntax": true, "module": "esnext" }', MANIFEST.replace('"type": "module", ', '')],
    ['{ "module": "commonjs" }', MANIFEST.replace('"type": "module", ', '')],
  ])('is there in others: %s', async (options, manifest) => {
    const { changes } = await applySpans(shopWith('src', options, ORDER, manifest));
    expect(changes).toHaveLength(1);
  });
});
