import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compareWithGit, type TreeComparison } from '#src/engine/lint/git-comparison.js';
import { lintLanguage } from '#src/engine/lint/lint-files.js';
import { writeFixes } from '#src/engine/lint/write-fixes.js';
import { git, temporaryTree } from '../../workspace/temporary-tree.js';
import { lintTree, noWishes, places } from './lint-scene.js';

const naming = { ...noWishes, only: new Map([['span-naming', undefined]]) };
const suppressions = { ...noWishes, severities: { 'no-trivial-span': 'off' as const } };

const spans = (...lines: string[]) =>
  [
    "import { trace } from '@opentelemetry/api';",
    "const tracer = trace.getTracer('shop');",
    ...lines,
    '',
  ].join('\n');
const span = (name: string) => `tracer.startActiveSpan('${name}', (span) => span.end());`;

function against(root: string, compare: Parameters<typeof compareWithGit>[1]): TreeComparison {
  const comparison = compareWithGit(root, compare, (path) => lintLanguage(path) !== null);
  if ('problem' in comparison) throw new Error(comparison.reason);
  return comparison;
}

test('a comment with a reason takes the finding of its line or the next one back', async () => {
  const root = temporaryTree({
    'a.ts': spans(
      `${span('process')} // instrument:ignore span-naming -- dashboards know it`,
      '// instrument:ignore span-naming -- dashboards know it',
      span('process'),
      span('process'),
    ),
  });
  const result = await lintTree(root, { wishes: naming });
  expect(places(result)).toEqual(['a.ts:6 span-naming']);
  expect(result.report.summary.suppressed).toBe(2);
});

test('a comment without a reason has no effect and is reported', async () => {
  const root = temporaryTree({ 'a.ts': spans(`${span('process')} // instrument:ignore span-naming`) });
  const { report } = await lintTree(root, { wishes: suppressions });
  expect(report.findings.map(({ rule }) => rule)).toEqual(
    expect.arrayContaining(['span-naming', 'unused-suppression']),
  );
});

test('a comment that does nothing is removed by --fix, and an unknown rule gets the nearest name', async () => {
  const root = temporaryTree({
    'a.ts':
      'work();\n// instrument:ignore span-naming -- old\nwork();\nwork(); // instrument:ignore span-namin -- x\n',
  });
  const { report, files } = await lintTree(root, { wishes: noWishes, fix: 'safe' });
  expect(files.map(({ after }) => after)).toEqual([
    'work();\nwork();\nwork(); // instrument:ignore span-namin -- x\n',
  ]);
  expect(report.findings[0]?.message).toContain('Did you mean `span-naming`?');
  expect(report.summary.fixed).toBe(1);
  expect(await writeFixes(root, files)).toBeNull();
  expect(readFileSync(join(root, 'a.ts'), 'utf8')).toBe(files[0]?.after);
});

test('tests are left out unless asked for', async () => {
  const root = temporaryTree({ 'a.test.ts': spans(span('process')) });
  expect(places(await lintTree(root, { wishes: naming }))).toEqual([]);
  expect(places(await lintTree(root, { wishes: naming, tests: true }))).toEqual(['a.test.ts:3 span-naming']);
});

test('tests in Go are followed like the rest of the code, those in a package of their own, too', async () => {
  const leak = (pkg: string, name: string) => `package ${pkg}

import (
	"context"

	"go.opentelemetry.io/otel"
)

func ${name}(ctx context.Context) {
	_, span := otel.Tracer("orders").Start(ctx, "charge card")
	span.AddEvent("charged")
}
`;
  const root = temporaryTree({
    'go.mod': 'module example.com/orders\n\ngo 1.24\n',
    'orders.go': leak('orders', 'charge'),
    'orders_test.go': leak('orders', 'TestCharge'),
    'outside_test.go': leak('orders_test', 'charge'),
    'other_test.go': 'package orders_test\n',
  });
  const ends = { ...noWishes, only: new Map([['span-end', undefined]]) };
  expect(places(await lintTree(root, { wishes: ends }))).toEqual(['orders.go:10 span-end']);
  expect(places(await lintTree(root, { wishes: ends, tests: true }))).toEqual([
    'orders.go:10 span-end',
    'orders_test.go:10 span-end',
    'outside_test.go:10 span-end',
  ]);
});

test('presets, severities and overrides decide what is reported, file by file', async () => {
  const root = temporaryTree({ 'old/a.ts': spans(span('process')), 'new/a.ts': spans(span('process')) });
  const only = (given: Partial<typeof noWishes>) => lintTree(root, { wishes: { ...noWishes, ...given } });
  const isNaming = (place: string) => place.endsWith('span-naming');
  expect(places(await only({ preset: 'recommended' })).filter(isNaming)).toEqual([]);
  const overrides = [{ files: ['old/**'], rules: { 'span-naming': 'off' as const } }];
  const strict = await only({ severities: { 'span-naming': 'error' }, overrides });
  expect(places(strict).filter(isNaming)).toEqual(['new/a.ts:3 span-naming']);
  expect(strict.report.failures.map(({ code }) => code)).toEqual(['errors']);
});

test('a baseline accepts what it lists, reports what is new and fails on what is gone', async () => {
  const root = temporaryTree({ 'a.ts': spans(span('process'), span('handle')) });
  const { baseline } = await lintTree(root, { wishes: naming });
  const same = await lintTree(root, { wishes: naming, baseline });
  expect([same.report.findings, same.report.summary.baselined]).toEqual([[], 2]);

  writeFileSync(join(root, 'a.ts'), spans(span('run'), span('process'), span('handle')));
  expect(places(await lintTree(root, { wishes: naming, baseline }))).toEqual(['a.ts:3 span-naming']);

  writeFileSync(join(root, 'a.ts'), spans(span('process')));
  const gone = await lintTree(root, { wishes: naming, baseline });
  expect(gone.report.failures.map(({ code }) => code)).toEqual(['stale-baseline']);
});

test('an edited line of the baseline is not taken for a new finding', async () => {
  const root = temporaryTree({ 'a.ts': spans(span('process')) });
  const { baseline } = await lintTree(root, { wishes: naming });
  writeFileSync(join(root, 'a.ts'), spans(span('handle')));
  const { report } = await lintTree(root, { wishes: naming, baseline });
  expect([report.findings, report.failures]).toEqual([[], []]);
});

test('a fingerprint survives edits elsewhere in the file', async () => {
  const root = temporaryTree({ 'a.ts': spans(span('process')) });
  const before = await lintTree(root, { wishes: naming });
  writeFileSync(join(root, 'a.ts'), `// moved\n\n${spans(span('process'))}`);
  const after = await lintTree(root, { wishes: naming });
  expect(after.report.findings[0]?.line).toBe(5);
  expect(after.report.findings[0]?.fingerprint).toBe(before.report.findings[0]?.fingerprint);
});

test('--since reports what a branch brings, not what has moved or was renamed', async () => {
  const root = temporaryTree({ 'a.ts': spans(span('process')), 'b.ts': spans(span('handle')) });
  git(root, 'init', '-b', 'main');
  git(root, 'add', '.');
  git(root, 'commit', '-m', 'before');
  git(root, 'checkout', '-b', 'work');
  git(root, 'mv', 'b.ts', 'c.ts');
  writeFileSync(join(root, 'a.ts'), `// moved\n${spans(span('process'), span('run'))}`);
  git(root, 'commit', '-am', 'after');
  writeFileSync(join(root, 'new.ts'), spans(span('untracked')));
  const comparison = against(root, { kind: 'since', ref: 'main' });
  const result = await lintTree(root, { wishes: naming, comparison });
  expect(places(result)).toEqual(['a.ts:5 span-naming', 'new.ts:3 span-naming']);
  expect(result.report.summary.old).toBe(2);
});

test('--staged judges the index, not the worktree', async () => {
  const root = temporaryTree({ 'a.ts': spans() });
  git(root, 'init');
  git(root, 'add', '.');
  git(root, 'commit', '-m', 'before');
  writeFileSync(join(root, 'a.ts'), spans(span('process')));
  git(root, 'add', '.');
  writeFileSync(join(root, 'a.ts'), spans(span('process'), span('run')));
  const comparison = against(root, { kind: 'staged' });
  expect(places(await lintTree(root, { wishes: naming, comparison }))).toEqual(['a.ts:3 span-naming']);
});

test('git without the revision says which problem it is', () => {
  const root = temporaryTree({ 'a.ts': '' });
  const ask = () => compareWithGit(root, { kind: 'since', ref: 'nowhere' }, () => true);
  expect(ask()).toMatchObject({ problem: 'no-repository' });
  git(root, 'init');
  expect(ask()).toMatchObject({ problem: 'unknown-ref' });
});

test('a bundle is nobody’s source, whatever it is called', async () => {
  const root = temporaryTree({
    'main.5123fcea.js': spans(`${span('payment')} `.repeat(1200)),
    'pay.js': spans(span('payment')),
  });
  const found = await lintTree(root, { wishes: naming });
  expect(places(found)).toEqual(['pay.js:3 span-naming']);
});
