import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { generatedFiles, INTEGRATION_DOCS, RULE_DOCS } from '../../scripts/generated-files.js';

const files = generatedFiles();

test.each([...files])('%s is what `npm run generate` writes', (path, text) => {
  expect(existsSync(path) ? readFileSync(path, 'utf8') : 'missing').toBe(text);
});

test.each([INTEGRATION_DOCS, RULE_DOCS])('there is no page in %s of what does not exist', (directory) => {
  const present = existsSync(directory) ? readdirSync(directory) : [];
  expect(present.filter((name) => !files.has(`${directory}/${name}`))).toEqual([]);
});
