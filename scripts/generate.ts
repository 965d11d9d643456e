/** Writes the JSON Schemas and the documentation that come from code. Run it from the package's root. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { generatedFiles, INTEGRATION_DOCS, RULE_DOCS } from './generated-files.js';

const files = generatedFiles();
for (const directory of [INTEGRATION_DOCS, RULE_DOCS]) {
  mkdirSync(directory, { recursive: true });
  for (const name of readdirSync(directory)) {
    if (!files.has(`${directory}/${name}`)) rmSync(`${directory}/${name}`);
  }
}
for (const [path, text] of files) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
