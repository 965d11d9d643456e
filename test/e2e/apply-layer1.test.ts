import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCli } from '../cli/run-cli.js';
import { commit, git } from '../engine/apply-scene-of-orders.js';
import { temporaryTree } from '../workspace/temporary-tree.js';

test('a bundle for the shop is written, refreshed around hand edits, and taken back', {
  timeout: 120_000,
}, async () => {
  const work = temporaryTree({});
  const root = join(work, 'shop');
  cpSync('fixtures/projects/shop', root, { recursive: true });
  git(root, 'init', '-q');
  commit(root);
  const env = { XDG_STATE_HOME: join(work, 'state') };
  const instrument = (...args: string[]) => runCli(args, { cwd: root, env });
  const apply = () => instrument('apply', '--layer', '1', '--yes');

  expect(await apply()).toMatchObject({ code: 0, stderr: '' });
  const config = join(root, 'deploy/beyla/beyla.yaml');
  expect(await instrument('check', 'deploy/beyla/beyla.yaml')).toMatchObject({ code: 0 });

  writeFileSync(config, `${readFileSync(config, 'utf8')}\nlog_level: DEBUG\n`);
  commit(root);
  const again = await apply();
  expect(again).toMatchObject({ code: 0 });
  expect(again.stdout).toContain('Nothing to apply');
  expect(git(root, 'status', '--porcelain')).toBe('');

  writeFileSync(join(root, 'instrument.yaml'), 'layer1:\n  cluster: north\n');
  expect(await apply()).toMatchObject({ code: 0 });
  const refreshed = readFileSync(config, 'utf8');
  expect(refreshed).toContain('cluster_name: north');
  expect(refreshed).toContain('\nlog_level: DEBUG\n');
  expect(await instrument('apply', '--undo')).toMatchObject({ code: 0 });
  expect(git(root, 'status', '--porcelain')).toBe('?? instrument.yaml\n');

  const wrong = await instrument('check', 'instrument.yaml');
  expect(wrong.code).toBe(1);
  expect(wrong.stdout).toContain('`layer1` is no key');
});
