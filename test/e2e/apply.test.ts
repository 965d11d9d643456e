import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import type { ApplyReport } from '../../src/model/apply-report.js';
import { runCli } from '../cli/run-cli.js';
import { commit, git, hasGo, ordersTree, snapshot } from '../engine/apply-scene-of-orders.js';

const SHOP = {
  'go.mod': 'module example.com/orders\n\ngo 1.25.0\n',
  'main.go':
    'package main\n\nimport (\n\t"log"\n\t"net/http"\n)\n\nfunc main() {\n\tmux := http.NewServeMux()\n\tmux.HandleFunc("GET /orders", list)\n\tlog.Fatal(http.ListenAndServe(":8080", mux))\n}\n\nfunc list(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }\n',
  'old/old.go': 'package old\n\nvar x int = "broken before"\n',
};

/** Commits one file through the transaction, and dies at a step. */
const KILLED = `
  const { applyFiles } = await import(process.argv[1]);
  const files = ['a.txt', 'b.txt'].map((file) => ({ file, before: 'old\\n', after: 'new\\n' }));
  await applyFiles(process.argv[2], files, {
    onStep: (step) => { if (step === 'written') process.kill(process.pid, 'SIGKILL'); },
  });
`;

test.skipIf(!hasGo)(
  'a bare service is instrumented, builds, needs nothing more, and comes back byte for byte',
  { timeout: 300_000 },
  async () => {
    const root = ordersTree(SHOP);
    const env = { XDG_STATE_HOME: process.env.XDG_STATE_HOME! };
    const apply = (...flags: string[]) => runCli(['apply', '--layer', '2', ...flags], { cwd: root, env });

    const refused = await apply();
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toMatch(/^error nobody-to-ask: .*--dry-run.*--yes/s);

    const patch = await apply('--dry-run', '--no-verify', '--format', 'diff');
    expect(snapshot(root)).toEqual(SHOP);
    const applied = await apply('--yes', '--format', 'json');
    expect(applied.stderr).toBe('');
    const report = JSON.parse(applied.stdout) as ApplyReport;
    const validate = new Ajv2020().compile(JSON.parse(readFileSync('schema/apply.schema.json', 'utf8')));
    expect([validate(report), validate.errors]).toEqual([true, null]);
    expect(report.changes.filter(({ status }) => status !== 'applied')).toEqual([]);
    expect(report.changes.map(({ integration }) => integration).sort()).toEqual([
      'bootstrap',
      'net/http-server',
    ]);
    expect(report.verification).toMatchObject({ ran: true, ok: true });
    expect(report.verification.steps.map(({ packages }) => packages)).toEqual([
      { checked: 1, of: 2 },
      { checked: 1, of: 2 },
    ]);
    expect(applied.code).toBe(0);

    const after = snapshot(root);
    expect(spawnSync('go', ['build', '-o', '/dev/null', '.'], { cwd: root, encoding: 'utf8' })).toMatchObject(
      {
        status: 0,
        stderr: '',
      },
    );
    expect(snapshot(root)).toEqual(after);
    git(root, 'stash', '-qu');
    writeFileSync(join(root, '../apply.patch'), patch.stdout);
    git(root, 'apply', '../apply.patch');
    expect(snapshot(root)).toEqual(after);

    commit(root);
    const second = JSON.parse((await apply('--yes', '--format', 'json')).stdout) as ApplyReport;
    expect([second.changes, second.files]).toEqual([[], []]);
    const scan = JSON.parse((await runCli(['scan', '--format', 'json'], { cwd: root })).stdout);
    expect(scan.services).toMatchObject([{ layer: 2, layer2: 'full' }]);

    expect((await runCli(['apply', '--undo'], { cwd: root, env })).code).toBe(0);
    expect(snapshot(root)).toEqual(SHOP);
  },
);

test('an apply that was killed half-way is taken back before the next one looks at the tree', async () => {
  const old = { 'a.txt': 'old\n', 'b.txt': 'old\n' };
  const root = ordersTree(old);
  const transaction = resolve('dist/src/editing/transaction.js');
  const killed = spawnSync(process.execPath, ['--input-type=module', '-e', KILLED, transaction, root]);
  expect(killed.signal).toBe('SIGKILL');
  expect(snapshot(root)).not.toEqual(old);
  const env = { XDG_STATE_HOME: process.env.XDG_STATE_HOME! };
  const { code, stderr } = await runCli(['apply', '--layer', '2', '--dry-run'], { cwd: root, env });
  expect(stderr).toContain('an apply was interrupted here; took it back: a.txt');
  expect(code).toBe(0);
  expect(snapshot(root)).toEqual(old);
});

test.each([
  [['--layer', '2', '--out', 'deploy'], 'flag-of-other-layer', 'only understood with `--layer 1`'],
  [['--layer', '1', '--dry-run', '--out', '../deploy'], 'unsafe-out-directory', 'is not a directory below'],
  [['--layer', '2', '--format', 'dif'], 'unknown-format', 'did you mean `diff`?'],
  [['--layr', '2'], 'unknown-flag', 'did you mean `--layer`?'],
  [['--layer', '2', '--dryrun'], 'unknown-flag', 'did you mean `--dry-run`?'],
])('apply %j stops with %s', async (flags, errorCode, help) => {
  const { stdout, stderr, code } = await runCli(['apply', ...flags], { cwd: ordersTree() });
  expect({ stdout, code }).toEqual({ stdout: '', code: 2 });
  expect(stderr).toMatch(new RegExp(`^error ${errorCode}: `));
  expect(stderr).toContain(help);
});
