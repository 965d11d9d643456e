/** What code scanning gets is valid against the schema of OASIS, which drafts-04 validators alone understand. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { rules } from '#rules/index.js';
import { lintSarif } from '#src/reporters/lint/sarif.js';
import { lintTree } from '../engine/lint/lint-scene.js';
import { temporaryTree } from '../workspace/temporary-tree.js';

const own = createRequire(import.meta.url);
const theirs = createRequire(own.resolve('@microsoft/jest-sarif'));
const schema = JSON.parse(
  readFileSync(
    own.resolve('@microsoft/jest-sarif').replace(/index\.js$/, 'schemas/sarif-2.1.0-rtm.5.json'),
    'utf8',
  ),
) as object;

interface Validator {
  addMetaSchema(schema: unknown): void;
  compile(schema: object): ((value: unknown) => boolean) & { errors?: unknown };
}
const Ajv = theirs('ajv') as new (options: object) => Validator;
const ajv = new Ajv({ schemaId: 'auto', meta: false, unknownFormats: 'ignore', logger: false });
ajv.addMetaSchema(theirs('ajv/lib/refs/json-schema-draft-04.json'));
const validate = ajv.compile(schema);

async function sarifOf(files: Record<string, string>): Promise<{ runs: { results: object[] }[] }> {
  const { report } = await lintTree(temporaryTree(files));
  return JSON.parse(
    lintSarif(
      { report, rules, prefix: 'services/shop/', patch: '' },
      { width: 80, color: false, details: false },
    ),
  );
}

const broken = {
  'package.json': '{"name":"shop"}',
  'main.ts': `import { trace } from '@opentelemetry/api';
const tracer = trace.getTracer('shop');
export function charge(order) {
  const span = tracer.startSpan('charge');
  span.setAttribute('http.method', 'GET');
  if (order === null) return;
  span.end();
}
`,
};

describe('the SARIF of lint', () => {
  it('is valid with findings, fixes and related places', async () => {
    const log = await sarifOf(broken);
    expect(log.runs[0]?.results.length).toBeGreaterThan(2);
    expect(validate(log), JSON.stringify(validate.errors)).toBe(true);
  });

  it('is valid without findings', async () => {
    const log = await sarifOf({ 'package.json': '{"name":"shop"}', 'main.ts': 'export {};\n' });
    expect(validate(log), JSON.stringify(validate.errors)).toBe(true);
  });

  it('is told from what is not valid', async () => {
    const log = await sarifOf(broken);
    expect(validate({ ...log, runs: [{ results: [{ ruleId: 'span-end' }] }] })).toBe(false);
  });
});
