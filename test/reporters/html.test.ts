import { expect, test } from 'vitest';
import { htmlReport } from '#src/reporters/html.js';
import { emptyReport, hostileReport, sampleReport } from './sample-report.js';

const options = { color: false, width: 100, details: false };
const page = htmlReport(sampleReport(), options);

test('every service has a row that leads to its details', () => {
  for (const [index, name] of ['checkout', 'auth', 'catalog'].entries()) {
    expect(page).toContain(`<a href="#service-${index + 1}">${name}</a>`);
    expect(page).toContain(`<details id="service-${index + 1}"><summary><b>${name}</b>`);
  }
});

test('sites are there with their places', () => {
  expect(page).toContain('commerce/checkout/internal/storage/audit/audit_log_database.go:27');
});

test('nothing is loaded and nothing runs', () => {
  expect(page).not.toMatch(/<script|<link|<img|@import|url\(|src=|https?:\/\//);
  expect(page).toContain("default-src 'none'");
});

test('the page is small', () => {
  expect(page.length).toBeLessThan(30_000);
});

test('tags are balanced', () => {
  const open: string[] = [];
  for (const [, slash, name] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*>/g)) {
    if (name === 'meta') continue;
    if (slash) expect(open.pop()).toBe(name);
    else open.push(name!);
  }
  expect(open).toEqual([]);
});

test('names cannot become markup', () => {
  const hostile = htmlReport(hostileReport(), options);
  expect(hostile.replaceAll('\n', '')).not.toMatch(/<script|<img|<b>\*bold|[\u202e\p{Cc}]/u);
  expect(hostile.match(/<\/style>/g)).toHaveLength(1);
  expect(hostile).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
});

test('an empty result says so', () => {
  expect(htmlReport(emptyReport(), options)).toContain('No service was found.');
});
