import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { textReport } from '#src/reporters/text.js';
import { emptyReport, hostileReport, sampleReport } from './sample-report.js';

const overview = { color: false, width: 100, details: false };
const ESCAPE = '\u001b';

function widest(text: string): number {
  return Math.max(...text.split('\n').map((line) => stringWidth(line)));
}

test.each([80, 100, 140])('the overview at %i columns', async (width) => {
  const text = textReport(sampleReport(), { ...overview, width });
  await expect(text).toMatchFileSnapshot(`golden/overview-${width}.txt`);
  expect(widest(text)).toBeLessThanOrEqual(width);
});

test.each([80, 140])('the details of a service at %i columns', async (width) => {
  const report = { ...sampleReport(), services: sampleReport().services.slice(0, 1) };
  const text = textReport(report, { ...overview, width, details: true });
  await expect(text).toMatchFileSnapshot(`golden/details-${width}.txt`);
  expect(widest(text)).toBeLessThanOrEqual(width);
});

test('an empty result says so and what was looked for', async () => {
  await expect(textReport(emptyReport(), overview)).toMatchFileSnapshot('golden/empty.txt');
});

test('colour is there when asked for and only then, and changes nothing else', () => {
  const plain = textReport(sampleReport(), overview);
  const colored = textReport(sampleReport(), { ...overview, color: true });
  expect(plain).not.toContain(ESCAPE);
  expect(colored).toContain(ESCAPE);
  expect(stripVTControlCharacters(colored)).toBe(plain);
});

test.each([false, true])('names from a repository cannot steer the terminal (details: %s)', (details) => {
  const text = textReport(hostileReport(), { ...overview, details });
  expect(text).not.toMatch(/(?!\n)[\p{Cc}\u202e]/u);
});

test('languages that are not supported are dimmed', () => {
  const text = textReport(sampleReport(), { ...overview, color: true });
  expect(text.split('\n').find((line) => line.includes('recommender'))).toContain(`${ESCAPE}[2mPython`);
});

test('more than ten bare integrations: the rest is counted', () => {
  const report = sampleReport();
  const [first] = report.services;
  first!.integrations = Array.from({ length: 14 }, (_, index) => ({
    ...first!.integrations[0]!,
    id: `library-${String(index).padStart(2, '0')}`,
  }));
  const text = textReport(report, overview);
  expect(text.match(/library-\d\d/g)).toHaveLength(11);
  expect(text).toContain('… 8 more, 1 site in services where Layer 1 is enough');
});

test('more than five kinds of diagnostics: the rest is counted', () => {
  const report = sampleReport();
  const [first] = report.diagnostics;
  report.diagnostics = Array.from({ length: 9 }, (_, index) => ({ ...first!, code: `code-${index}` }));
  expect(textReport(report, overview)).toContain('… 4 more; --format json has all');
});

test('the suggested commands repeat the path of the user, quoted where a shell needs it', () => {
  const text = textReport(sampleReport(), { ...overview, path: "my company's code" });
  expect(text).toContain("instrument scan 'my company'\\''s code' --service checkout");
});
