import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const SCRIPT = fileURLToPath(new URL('./support/two-runs.mjs', import.meta.url));

it('threads give each of two runs at once its own results', () => {
  const root = mkdtempSync(join(tmpdir(), 'instrument-pool-'));
  try {
    for (let i = 0; i < 12; i++) {
      writeFileSync(join(root, `f${i}.go`), `package p${i}\n`);
      writeFileSync(join(root, `f${i}.ts`), `import x from 'lib-${i}';\n`);
    }
    const output = execFileSync(process.execPath, [SCRIPT, root], { encoding: 'utf8' });
    const results = JSON.parse(output) as [string, number, string][];
    expect(results).toHaveLength(24);
    for (const [kind, i, facts] of results) {
      expect(facts).toContain(kind === 'go' ? `"package":"p${i}"` : `"specifier":"lib-${i}"`);
    }
  } finally {
    rmSync(root, { recursive: true });
  }
});
