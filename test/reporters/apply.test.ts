import { expect, test } from 'vitest';
import type { ApplyReport } from '#src/model/apply-report.js';
import { applyDiff } from '#src/reporters/apply/diff.js';
import { applyText } from '#src/reporters/apply/text.js';

const change = {
  service: 'checkout',
  services: ['checkout', 'basket'],
  integration: 'net/http-server',
  files: ['cmd/checkout/main.go'],
  notes: ['Health checks get spans too.'],
};

const report: ApplyReport = {
  schemaVersion: 1,
  tool: { name: 'instrument', version: '1.0.0' },
  layer: 2,
  changes: [
    { ...change, id: 'a', title: 'Wrap the HTTP server', status: 'applied' },
    {
      ...change,
      id: 'b',
      title: 'Wrap the gRPC client',
      status: 'failed',
      problem: {
        code: 'breaks-build',
        file: 'cmd/checkout/main.go',
        message: 'undefined: otelgrpc\n\tmore of it',
      },
    },
  ],
  skips: Array.from({ length: 7 }, (_, index) => ({
    code: 'no-context',
    service: 'checkout',
    file: 'orders/db.go',
    line: index + 1,
    message: 'No context.Context is in scope.',
    help: 'Give the function a ctx parameter.',
  })),
  requires: [{ ecosystem: 'go', name: 'example.com/otelhttp', version: 'v0.70.0', directory: 'cmd' }],
  raises: [{ name: 'example.com/grpc', from: 'v1.60.0', to: 'v1.83.0', directory: '.' }],
  files: [
    { path: 'a.go', diff: 'diff --git a/a.go b/a.go\n--- a/a.go\n+++ b/a.go\n@@ -1 +1 @@\n-old\n+new\n' },
    { path: 'b', diff: 'diff --git a/b b/b\n--- a/b\n+++ b/b\n@@ -1 +1 @@\n-old\n+new\n' },
  ],
  verification: {
    ran: true,
    ok: true,
    baselineErrors: 2,
    steps: [
      {
        command: 'go build ./...',
        ok: true,
        output: '',
        packages: { checked: 3, of: 40 },
        programs: { linked: 1, of: 2 },
      },
    ],
    unchecked: ['services/web: no node_modules'],
  },
};

const options = { color: false, width: 100, details: false };

test('the text says what is made, what is not and why, what is left alone, and what to do next', async () => {
  await expect(applyText(report, { ...options, path: 'my shop' })).toMatchFileSnapshot('golden/apply.txt');
});

test('with details the text has the patch', () => {
  expect(applyText(report, { ...options, details: true })).toContain('\n-old\n+new\n');
});

test('an apply without any change says so', () => {
  const nothing = { ...report, changes: [], skips: [], requires: [], files: [] };
  expect(applyText(nothing, options)).toMatch(/^Nothing to apply\n/);
});

test('names out of the repository cannot steer the terminal', () => {
  const evil = { ...report.changes[0]!, title: '\u001b[2Jgone', files: ['a\u202eb'] };
  const text = applyText({ ...report, changes: [evil] }, options);
  expect([text.includes('\u001b'), text.includes('\u202e')]).toEqual([false, false]);
});

test('the patches stand one after the other, and colour is the only difference on a terminal', () => {
  const plain = applyDiff(report, options);
  expect(plain).toBe(report.files.map(({ diff }) => diff).join(''));
  const colored = applyDiff(report, { ...options, color: true });
  expect(colored).not.toBe(plain);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escapes of colours are what is removed
  expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(plain);
});
