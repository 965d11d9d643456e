/** The step of action.yml, run as a GitHub runner runs it: the script in a file, its inputs in the environment. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { git, temporaryTree } from '../workspace/temporary-tree.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ADOPTION = join(ROOT, 'fixtures/lint/adoption');

interface Action {
  runs: { steps: { shell: string; run: string; env: Record<string, string> }[] };
}

const action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as Action;

/** A repository with one finding, committed. */
function repository(directory = ''): string {
  const file = (name: string) => readFileSync(join(ADOPTION, name), 'utf8');
  const root = temporaryTree({
    [join(directory, 'go.mod')]: file('go.mod'),
    [join(directory, 'charge.go')]: file('charge.go'),
  });
  git(root, 'init', '-q');
  git(root, 'add', '-A');
  git(root, 'commit', '-qm', 'old');
  return root;
}

function runAction(workspace: string, inputs: Record<string, string>) {
  const [step] = action.runs.steps;
  const given: Record<string, string> = { path: '.', since: '', args: '', ...inputs };
  const values = Object.entries(step!.env).map(([name, value]) => [
    name,
    value.replace(/\$\{\{ inputs\.(\w+) \}\}/g, (_, input: string) => given[input] ?? ''),
  ]);
  const scripts = temporaryTree({ 'step.sh': step!.run });
  return spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', join(scripts, 'step.sh')], {
    cwd: workspace,
    encoding: 'utf8',
    env: { ...process.env, ...Object.fromEntries(values), GITHUB_ACTION_PATH: ROOT, CI: 'true' },
  });
}

it('annotates what it finds and fails the job', () => {
  const run = runAction(repository(), {});
  expect(run.stdout).toMatch(/^::error file=charge\.go,line=\d+,.*title=high-cardinality-span-name::/m);
  expect(run.status).toBe(1);
});

it('with `since` passes over what was there at that revision', () => {
  const run = runAction(repository(), { since: 'HEAD' });
  expect(run.stdout).not.toContain('::error');
  expect(run.status).toBe(0);
});

it('hands further flags on, several of them', () => {
  const run = runAction(repository(), { args: '--rule high-cardinality-span-name:warning --max-warnings 3' });
  expect(run.stdout).toMatch(/^::warning file=charge\.go,/m);
  expect(run.status).toBe(0);
});

it('names files from the root of the checkout, whatever directory is linted', () => {
  const run = runAction(repository('services/checkout'), { path: 'services/checkout' });
  expect(run.stdout).toMatch(/^::error file=services\/checkout\/charge\.go,/m);
});
