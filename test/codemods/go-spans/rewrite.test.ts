/** Every fixture of Layer 3: the plan gives `after`, gofmt agrees, a second plan is empty, each change stands alone. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseGoFile } from '#src/languages/go/syntax/parser.js';
import { askOf, goSpanFixtures, readTree, writeTree } from '../go/support/fixtures.js';
import { applyGoSpans, applyOnly } from '../go/support/plan-go.js';

const hasGofmt = spawnSync('gofmt', ['-h']).error === undefined;
const UPDATE = process.env.UPDATE_FIXTURES === '1';

describe.each(goSpanFixtures())('$name', ({ directory }) => {
  const before = readTree(join(directory, 'before'));
  const ask = askOf(directory);

  it('comes out as expected', async () => {
    const { files, outcomes, skips } = await applyGoSpans(before, ask);
    expect(outcomes.filter((o) => o.status !== 'planned')).toEqual([]);
    const told = skips.map((s) => `${s.code} ${s.file}:${s.line} ${s.message}\n`).join('');
    const result = { ...files, ...(told === '' ? {} : { 'skips.txt': told }) };
    if (UPDATE) writeTree(join(directory, 'after'), result);
    expect(result).toEqual(readTree(join(directory, 'after')));
  });

  it('changes nothing the second time', async () => {
    const { files } = await applyGoSpans(before, ask);
    const again = await applyGoSpans(files, ask);
    expect(again.changes.map((c) => c.id)).toEqual([]);
  });

  it.runIf(hasGofmt)('is as gofmt has it', async () => {
    const { files } = await applyGoSpans(before, ask);
    for (const [path, text] of Object.entries(files)) {
      if (!path.endsWith('.go')) continue;
      const { stdout, stderr } = spawnSync('gofmt', ['-d'], { input: text, encoding: 'utf8' });
      expect(`${path}: ${stdout}${stderr}`).toBe(`${path}: `);
    }
  });

  it('is made of changes that stand alone', async () => {
    const { changes } = await applyGoSpans(before, ask);
    for (const change of changes) {
      for (const [path, text] of Object.entries(applyOnly(before, [change]))) {
        if (path.endsWith('.go')) expect([change.id, parseGoFile(text).errors]).toEqual([change.id, []]);
      }
    }
  });
});
