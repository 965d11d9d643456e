import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { jsonReport } from '#src/reporters/json.js';
import { emptyReport, hostileReport, sampleReport } from './sample-report.js';

const options = { color: false, width: 100, details: false };
const schema: object = JSON.parse(readFileSync('schema/scan.schema.json', 'utf8'));
const validate = new Ajv2020({ allErrors: true }).compile(schema);

test.each([
  ['a full report', sampleReport()],
  ['an empty report', emptyReport()],
  ['a report with strange names', hostileReport()],
])('%s is valid by the published schema', (_, report) => {
  const parsed: unknown = JSON.parse(jsonReport(report, options));
  validate(parsed);
  expect(validate.errors).toBeNull();
  expect(parsed).toEqual(report);
});

test('new fields are allowed, missing ones are not', () => {
  expect(validate({ ...sampleReport(), newField: 1 })).toBe(true);
  const { services: _, ...without } = sampleReport();
  expect(validate(without)).toBe(false);
});
