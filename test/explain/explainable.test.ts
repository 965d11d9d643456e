import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { goIntegrations } from '#codemods/go/index.js';
import { nodeIntegrations } from '#codemods/node/index.js';
import { errorCodes } from '#src/errors/error-codes.js';
import { explainable } from '#src/explain/explainable.js';
import { pageList } from '#src/explain/page-list.js';
import { pageMarkdown } from '#src/explain/page-markdown.js';
import { pageText } from '#src/explain/page-text.js';
import { diagnosticCodes } from '#src/model/diagnostic-codes.js';
import { recommendationReasons } from '#src/model/recommendation-reasons.js';

const pages = explainable();
const options = { color: false, width: 80 };

test('every id of the product has a page', () => {
  const ids = new Set(pages.map((page) => page.id));
  const expected = [
    'layers',
    ...[...goIntegrations, ...nodeIntegrations].map((integration) => integration.id),
    ...[recommendationReasons, diagnosticCodes, errorCodes].flatMap(Object.keys),
  ];
  expect(expected.filter((id) => !ids.has(id))).toEqual([]);
});

test('every code of what an apply leaves alone in the fixtures has a page', () => {
  const ids = new Set(pages.map((page) => page.id));
  const root = fileURLToPath(new URL('../../fixtures/codemods', import.meta.url));
  const told = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('skips.txt'))
    .flatMap((path) => readFileSync(join(root, path), 'utf8').match(/^[a-z]+(?:-[a-z]+)*(?= )/gm) ?? []);
  expect(told.length).toBeGreaterThan(20);
  expect([...new Set(told)].filter((code) => !ids.has(code))).toEqual([]);
});

test('an id is used twice only by a library of both languages', () => {
  const languages = new Set(['Go integrations', 'Node.js integrations']);
  const others = pages.filter((page) => !languages.has(page.group)).map((page) => page.id);
  expect(new Set(others).size).toBe(others.length);
});

/** The value of an attribute in an option may be left out on purpose. */
const GAPS = /(?<!'url\.query':\s*)undefined|\[object|\n\n\n/;

test.each(
  pages.map((page) => [`${page.group}: ${page.id}`, page] as const),
)('%s is shown whole', (_, page) => {
  const text = pageText(page, options);
  expect(text).not.toMatch(GAPS);
  expect(text.endsWith('\n')).toBe(true);
  expect(text.split('\n').filter((line) => line.length > 80 && /\S\s+\S.*\s\S/.test(line.trim()))).toEqual(
    [],
  );
  expect(pageMarkdown(page)).not.toMatch(GAPS);
});

test('the layers, side by side', async () => {
  const layers = pages.find((page) => page.id === 'layers')!;
  await expect(pageText(layers, options)).toMatchFileSnapshot('golden/layers-80.txt');
  await expect(pageText(layers, { ...options, width: 140 })).toMatchFileSnapshot('golden/layers-140.txt');
});

test('the list has every id under its group', () => {
  const list = pageList(pages, options);
  for (const page of pages) expect(list).toContain(`\n  ${page.id} `);
  expect(list.indexOf('Strategy')).toBeLessThan(list.indexOf('Diagnostics'));
});
