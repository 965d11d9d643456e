/** The README shows what `apply` would do to one service of the shop: here it is run. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TIMEOUT = 600_000;

it('the transcript of apply is what the command prints', { timeout: TIMEOUT }, () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const [, args = '', output = ''] = /```\n\$ instrument (apply .+)\n([\s\S]*?)```/.exec(readme) ?? [];
  const shop = mkdtempSync(join(tmpdir(), 'instrument-readme-'));
  cpSync(join(ROOT, 'fixtures/projects/shop'), shop, { recursive: true });
  const run = spawnSync(
    process.execPath,
    [join(ROOT, 'dist/bin/instrument.js'), ...args.split(' '), '--no-color'],
    { cwd: shop, encoding: 'utf8' },
  );
  rmSync(shop, { recursive: true, force: true });
  const printed = run.stdout.replace(/[ ]+$/gm, '');
  const [beginning = '', end = ''] = output.split('…\n');
  expect(printed.slice(0, beginning.length)).toBe(beginning);
  expect(printed.slice(-end.length)).toBe(end);
  expect(run.status).toBe(0);
});
