/** Two runs at once on one pool of threads, over the files of a directory; prints `[kind, index, facts]` lines as JSON. */
import { createWorkerPool } from '../../../dist/src/engine/worker-pool.js';

const root = process.argv[2];
const pool = createWorkerPool(2);
const results = [];
const batches = (extension, extractor) =>
  Array.from({ length: 12 }, (_, i) => ({
    root,
    extractor,
    files: [{ path: `f${i}.${extension}`, size: 1, mtimeMs: 0 }],
    knownHashes: {},
  }));
const take = (kind) => (i, result) => results.push([kind, i, result.files[0].facts]);
await Promise.all([
  pool.run(batches('go', 'go-facts'), take('go')),
  pool.run(batches('ts', 'node-outline'), take('node')),
]);
await pool.close();
console.log(JSON.stringify(results));
