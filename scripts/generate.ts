/** Writes the JSON Schemas and the documentation that come from code. Run it from the package's root. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { generatedFiles, INTEGRATION_DOCS } from './generated-files.js';

const files = generatedFiles();
mkdirSync(INTEGRATION_DOCS, { recursive: true });
for (const name of readdirSync(INTEGRATION_DOCS)) {
  if (!files.has(`${INTEGRATION_DOCS}/${name}`)) rmSync(`${INTEGRATION_DOCS}/${name}`);
}
for (const [path, text] of files) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
