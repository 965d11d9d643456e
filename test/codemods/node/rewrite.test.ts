/** Every fixture of a set-up or an integration: the plan applied to `before` gives `after`, what is written parses, and a second plan is empty. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';
import { describe, expect, it } from 'vitest';
import { readTree, writeTree } from '../go/support/fixtures.js';
import { applyNode } from './support/plan-node.js';

const ROOT = fileURLToPath(new URL('../../../fixtures/codemods/node', import.meta.url));
const UPDATE = process.env.UPDATE_FIXTURES === '1';
/** These have tests of their own. */
const OTHERS = ['start', 'transforms'];
const names = readdirSync(ROOT)
  .filter((id) => !OTHERS.includes(id))
  .flatMap((id) => readdirSync(join(ROOT, id)).map((name) => `${id}/${name}`))
  .sort();

describe.each(names)('%s', (name) => {
  const before = readTree(join(ROOT, name, 'before'));

  it('comes out as expected', async () => {
    const { files, outcomes, skips } = await applyNode(before);
    expect(outcomes.filter((one) => one.status !== 'planned')).toEqual([]);
    const told = skips.map((line) => `${line}\n`).join('');
    const result = { ...files, ...(told === '' ? {} : { 'skips.txt': told }) };
    if (UPDATE) writeTree(join(ROOT, name, 'after'), result);
    expect(result).toEqual(readTree(join(ROOT, name, 'after')));
  });

  it('changes nothing the second time', async () => {
    const { files } = await applyNode(before);
    const again = await applyNode(files);
    expect(again.outcomes.map(({ change }) => change.id)).toEqual([]);
  });

  it('is code that parses', async () => {
    const { files } = await applyNode(before);
    for (const [path, text] of Object.entries(files))
      if (/\.[cm]?[jt]sx?$/.test(path)) expect([path, parseSync(path, text).errors]).toEqual([path, []]);
  });
});
