/** Every fixture: the plan applied to `before` gives `after`, gofmt agrees, and a second plan is empty. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseGoFile } from '#src/languages/go/syntax/parser.js';
import { goFixtures, readTree, writeTree } from './support/fixtures.js';
import { applyGo, applyOnly } from './support/plan-go.js';

const hasGofmt = spawnSync('gofmt', ['-h']).error === undefined;
const UPDATE = process.env.UPDATE_FIXTURES === '1';

describe.each(goFixtures())('$name', ({ directory }) => {
  const before = readTree(join(directory, 'before'));

  it('comes out as expected', async () => {
    const { files, outcomes, skips } = await applyGo(before);
    expect(outcomes.filter((o) => o.status !== 'planned')).toEqual([]);
    const told = skips.map((s) => `${s.code} ${s.file}:${s.line} ${s.message}\n`).join('');
    const result = { ...files, ...(told === '' ? {} : { 'skips.txt': told }) };
    if (UPDATE) writeTree(join(directory, 'after'), result);
    expect(result).toEqual(readTree(join(directory, 'after')));
  });

  it('changes nothing the second time', async () => {
    const { files } = await applyGo(before);
    const again = await applyGo(files);
    expect(again.changes.map((c) => c.id)).toEqual([]);
  });

  it.runIf(hasGofmt)('is as gofmt has it', async () => {
    const { files } = await applyGo(before);
    for (const [path, text] of Object.entries(files)) {
      if (!path.endsWith('.go')) continue;
      const { stdout, stderr } = spawnSync('gofmt', ['-d'], {
        input: text.replaceAll('\r\n', '\n'),
        encoding: 'utf8',
      });
      // gofmt itself gives up CRLF; all else of a file that has it is checked.
      expect(`${path}: ${stdout}${stderr}`).toBe(`${path}: `);
    }
  });

  it('is made of changes that stand alone', async () => {
    const { changes } = await applyGo(before);
    for (const change of changes) {
      for (const [path, text] of Object.entries(applyOnly(before, [change]))) {
        if (path.endsWith('.go')) expect([change.id, parseGoFile(text).errors]).toEqual([change.id, []]);
      }
    }
  });
});
