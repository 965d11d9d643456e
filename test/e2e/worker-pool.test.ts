import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { BatchResult } from '../../src/engine/extract-batch.js';
import type { createWorkerPool as Create } from '../../src/engine/worker-pool.js';

// Threads run the built code, so this is a test of it.
const built = '../../dist/src/engine/worker-pool.js';
const { createWorkerPool } = (await import(built)) as { createWorkerPool: typeof Create };

it('gives each of two runs at once its own results, in whatever order they come', async () => {
  const root = mkdtempSync(join(tmpdir(), 'instrument-pool-'));
  const pool = createWorkerPool(2)!;
  try {
    const batches = (extension: string, extractor: string) =>
      Array.from({ length: 12 }, (_, i) => {
        const path = `f${i}.${extension}`;
        const text = extension === 'go' ? `package p${i}\n` : `import x from 'lib-${i}';\n`;
        writeFileSync(join(root, path), text);
        return { root, extractor, files: [{ path, size: text.length, mtimeMs: 0 }], knownHashes: {} };
      });
    const facts: string[] = [];
    const take = (kind: string) => (i: number, result: BatchResult) => {
      facts.push(`${kind} ${i} ${result.files[0]?.facts}`);
    };
    await Promise.all([
      pool.run(batches('go', 'go-facts'), take('go')),
      pool.run(batches('ts', 'node-outline'), take('node')),
    ]);
    expect(facts).toHaveLength(24);
    for (let i = 0; i < 12; i++) {
      expect(facts).toContainEqual(expect.stringMatching(new RegExp(`^go ${i} .*"package":"p${i}"`)));
      expect(facts).toContainEqual(expect.stringMatching(new RegExp(`^node ${i} .*"lib-${i}"`)));
    }
  } finally {
    await pool.close();
    rmSync(root, { recursive: true });
  }
});
