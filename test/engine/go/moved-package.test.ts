import { spawnSync } from 'node:child_process';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { commitPlan } from '#src/engine/apply.js';
import { movedPackage } from '#src/engine/go/moved-package.js';
import type { Requirement } from '#src/model/change.js';
import { hasGo, MODULE, ORDERS, ordersTree, plan, RENAME, type Rewrite } from '../apply-scene-of-orders.js';

const ambiguous = (...modules: string[]) =>
  `go: example.com/a imports\n\texample.com/b/c: ambiguous import: found package example.com/b/c in multiple modules:\n${modules
    .map((module) => `\t${module}`)
    .join('\n')}\n`;

describe('a package that two modules have', () => {
  it('was moved when one of them lies within the other', () => {
    expect(
      movedPackage(
        ambiguous('example.com/b v1.0.0 (/mod/b@v1.0.0/c)', 'example.com/b/c v1.1.0 (/mod/b/c@v1.1.0)'),
      ),
    ).toEqual({ path: 'example.com/b/c', outer: { path: 'example.com/b', version: 'v1.0.0' } });
  });

  it('near misses: the main module, which has no version; another error', () => {
    expect(
      movedPackage(ambiguous('example.com/b (/src/b/c)', 'example.com/b/c v1.1.0 (/mod/b/c@v1.1.0)')),
    ).toBeNull();
    expect(movedPackage('go: example.com/b@v1.0.0: 404 Not Found\n')).toBeNull();
  });
});

/** github.com/ugorji/go holds the package up to v1.1.4; from v1.1.7 on it is a module of its own. */
describe.skipIf(!hasGo)('with the real Go', { timeout: 120_000 }, () => {
  const OLD = `${MODULE}\nrequire github.com/ugorji/go v1.1.4 // indirect\n`;
  const CODEC: Requirement = {
    ecosystem: 'go',
    name: 'github.com/ugorji/go/codec',
    version: 'v1.2.11',
    directory: '.',
  };
  const encodes: Rewrite = {
    id: 'encodes',
    file: 'stock/stock.go',
    find: 'package stock\n',
    text: 'package stock\n\nimport _ "github.com/ugorji/go/codec"\n',
    requires: [CODEC],
  };

  it('the module around it is brought to the first release without it', async () => {
    const root = ordersTree({ ...ORDERS, 'go.mod': OLD });
    const made = await plan(root, [RENAME, encodes], false);
    expect(made.report.skips).toEqual([]);
    const after = made.files.find(({ file }) => file === 'go.mod')?.after;
    expect(after).toMatch(/github\.com\/ugorji\/go\/codec v1\.2\.11\n/);
    expect(after).toMatch(/github\.com\/ugorji\/go v1\.1\.7 /);
    expect((await commitPlan(made)).status).toBe('applied');
    const listed = spawnSync('go', ['list', '-mod=readonly', '-deps', './...'], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(listed).toMatchObject({ status: 0, stderr: '' });
  });

  it('where no such release can be had, what needs it is left out alone', async () => {
    const root = ordersTree({ ...ORDERS, 'go.mod': OLD });
    const cached = ['github.com/ugorji/go@v1.1.4', `${CODEC.name}@${CODEC.version}`];
    spawnSync('go', ['mod', 'download', ...cached], { cwd: root });
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    vi.stubEnv('GOPROXY', 'off');
    vi.stubEnv('GONOSUMDB', '*');
    const made = await plan(root, [RENAME, encodes], false);
    expect(made.files.map(({ file }) => file)).toEqual(['main.go']);
    expect(made.report.skips).toMatchObject([{ code: 'module-conflict', file: 'stock/stock.go', line: 1 }]);
    expect(made.report.skips[0]!.message).toContain('ambiguous import: found package');
  });
});
