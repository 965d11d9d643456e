/** The README shows how an old repository adopts the gate: here it is run. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { temporaryTree } from '../workspace/temporary-tree.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FILES = join(ROOT, 'fixtures/lint/adoption');

it('the transcript of the README is what the command prints', () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const block = /```\n(\$ instrument lint --update-baseline\n[\s\S]*?)```/.exec(readme)?.[1] ?? '';
  const before = ['go.mod', 'charge.go'].map((name) => [name, readFileSync(join(FILES, name))] as const);
  const directory = temporaryTree(Object.fromEntries(before));
  const codes: (number | null)[] = [];
  const printed = block
    .split('\n')
    .filter((line) => /^[$#] /.test(line))
    .map((line) => {
      if (line.startsWith('#')) {
        copyFileSync(join(FILES, 'refund.go.added'), join(directory, 'refund.go'));
        return `${line}\n`;
      }
      const args = line.split(' ').slice(2);
      const run = spawnSync(
        process.execPath,
        [join(ROOT, 'dist/bin/instrument.js'), ...args, '--no-color', '--no-cache'],
        {
          cwd: directory,
          encoding: 'utf8',
          env: { ...process.env, GITHUB_ACTIONS: '' },
        },
      );
      codes.push(run.status);
      return `${line}\n${run.stdout.replace(/[ ]+$/gm, '').replace(/^\n+|\n+$/g, '')}\n`;
    });
  expect(printed.join('')).toBe(block);
  expect(codes).toEqual([0, 0, 1, 1, 0]);
});
