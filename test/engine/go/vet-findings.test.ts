/** What `go vet` says of a tree that it has seen before is in its cache, under the name that a file had then. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findGo } from '#src/engine/go/toolchain.js';
import { openVerifier } from '#src/engine/go/verify.js';
import { parseGoMod } from '#src/languages/go/modules.js';

const hasGo = spawnSync('go', ['version']).error === undefined;

const MOD = 'module example.com/orders\n\ngo 1.21\n';
const main = (line: string) =>
  `package main\n\nimport "fmt"\n\nfunc main() {\n${line}\tfmt.Printf("%d orders in %d carts\\n", 3)\n}\n`;

describe.runIf(hasGo)('a finding that was there before', () => {
  let root = '';
  beforeAll(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'instrument-vet-')));
    writeFileSync(join(root, 'go.mod'), MOD);
    writeFileSync(join(root, 'main.go'), main(''));
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const check = async (after: string) => {
    const verifier = await openVerifier({
      go: (await findGo(root))!,
      root,
      modules: [parseGoMod('go.mod', MOD, () => {})!],
      isVendored: () => false,
      directory: mkdtempSync(join(tmpdir(), 'instrument-vet-looks-')),
      onStep: () => {},
    });
    return verifier.check([{ file: 'main.go', before: main(''), after }]);
  };

  it.each(['first', 'second'])('is no failure of a change the %s time that it is checked', async () => {
    expect((await check(main('\tfmt.Println("orders")\n'))).failures).toEqual([]);
  });

  it('is told of the file itself afterwards', async () => {
    const after = main('\tfmt.Println("carts")\n');
    await check(after);
    writeFileSync(join(root, 'main.go'), after);
    const { stderr } = spawnSync('go', ['vet', '.'], { cwd: root, encoding: 'utf8' });
    writeFileSync(join(root, 'main.go'), main(''));
    expect(stderr).toMatch(/^(?:\.\/)?main\.go:7:27: fmt\.Printf format/m);
  });

  it('does not hide a new one of another kind', async () => {
    const { ok } = await check(main('\tfmt.Printf("%d\\n", "orders")\n'));
    expect(ok).toBe(false);
  });
});
