import { expect, test } from 'vitest';
import { markdownReport } from '#src/reporters/markdown.js';
import { emptyReport, hostileReport, sampleReport } from './sample-report.js';

const options = { color: false, width: 100, details: false };

test('a comment with a summary in sight and details behind a click', async () => {
  await expect(markdownReport(sampleReport(), options)).toMatchFileSnapshot('golden/report-markdown.txt');
});

test('an empty result says so', () => {
  expect(markdownReport(emptyReport(), options)).toBe(
    '## Instrumentation of 0 services\n\nNo service was found.\n',
  );
});

test('names are neither markup nor mentions', () => {
  const text = markdownReport(hostileReport(), options);
  const outsideOfCode = text.replace(/(`+)(?!`).*?(?<!`)\1(?!`)/g, 'CODE');
  expect(outsideOfCode).not.toMatch(/<(?!\/?(details|summary|b)>)|@\w/);
  expect(outsideOfCode.match(/<details>/g)).toHaveLength(1);
  expect(outsideOfCode.match(/<\/details>/g)).toHaveLength(1);
  const tableLines = outsideOfCode.split('\n').filter((line) => line.startsWith('|'));
  for (const line of tableLines) expect([6, 5]).toContain(line.split('|').length - 1);
});

test('details that would make the comment too long are left out and counted', () => {
  const report = sampleReport();
  report.services = Array.from({ length: 300 }, (_, index) => ({
    ...report.services[0]!,
    name: `checkout-${index}`,
  }));
  const text = markdownReport(report, options);
  expect(text.length).toBeLessThan(65_000);
  expect(text).toMatch(/Details of \d+ services left out/);
});
