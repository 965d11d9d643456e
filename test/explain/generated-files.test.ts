import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { generatedFiles, INTEGRATION_DOCS } from '../../scripts/generated-files.js';

const files = generatedFiles();

test.each([...files])('%s is what `npm run generate` writes', (path, text) => {
  expect(existsSync(path) ? readFileSync(path, 'utf8') : 'missing').toBe(text);
});

test('there is no page of an integration that does not exist', () => {
  const present = existsSync(INTEGRATION_DOCS) ? readdirSync(INTEGRATION_DOCS) : [];
  expect(present.filter((name) => !files.has(`${INTEGRATION_DOCS}/${name}`))).toEqual([]);
});
