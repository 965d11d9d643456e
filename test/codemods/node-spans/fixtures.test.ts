/** Every fixture: the spans planned for `before` give `after`, and a second plan is empty. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeSpanHelpers } from '#codemods/node/spans/index.js';
import { readTree, writeTree } from '../go/support/fixtures.js';
import { applySpans, spanFixtures } from './support/plan-spans.js';

const UPDATE = process.env.UPDATE_FIXTURES === '1';

describe.each(spanFixtures())('spans: $name', ({ directory }) => {
  const before = readTree(join(directory, 'before'));

  it('come out as expected', async () => {
    const { files, merged, skips } = await applySpans(before);
    expect(merged.filter((one) => one.status !== 'planned')).toEqual([]);
    const told = skips.map((s) => `${s.code} ${s.file}:${s.line} ${s.message}\n`).join('');
    const result = { ...files, ...(told === '' ? {} : { 'skips.txt': told }) };
    if (UPDATE) writeTree(join(directory, 'after'), result);
    expect(result).toEqual(readTree(join(directory, 'after')));
  });

  it('change nothing the second time', async () => {
    const { files } = await applySpans(before);
    const again = await applySpans(files);
    expect(again.changes.map(({ id }) => id)).toEqual([]);
  });
});

it.each(Object.values(nodeSpanHelpers))('$exported has lines that no formatter breaks', ({
  typescript,
  javascript,
}) => {
  const code = `${typescript}${javascript}`.split('\n').filter((line) => !/^ \*/.test(line));
  expect(code.filter((line) => line.length > 80)).toEqual([]);
});
