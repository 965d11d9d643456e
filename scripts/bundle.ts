/**
 * Joins the compiled program into few files: a scan would otherwise load some hundred small modules, in the main
 * thread and in every worker. Run after the compiler, as `node dist/scripts/bundle.js`.
 */
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { buildIdOf } from './build-id.js';
import { bundleTransforms } from './bundle-transforms.js';

const DIST = 'dist';
const COMMAND = 'bin/instrument';

rmSync(join(DIST, 'bundle'), { recursive: true, force: true });
const buildId = buildIdOf(['src', 'codemods', 'rules'].map((folder) => join(DIST, folder)));
const bundle = await rolldown({
  input: {
    [COMMAND]: join(DIST, `${COMMAND}.js`),
    // Beside the chunk that starts it, which names it relative to itself.
    'bundle/fact-worker': join(DIST, 'src/engine/fact-worker.js'),
    'bundle/eslint': join(DIST, 'src/eslint/plugin.js'),
  },
  platform: 'node',
  // Loads a binary of its own.
  external: ['oxc-parser'],
});
await bundle.write({
  dir: DIST,
  format: 'esm',
  entryFileNames: '[name].js',
  chunkFileNames: 'bundle/[name]-[hash].js',
});
await bundle.close();
await bundleTransforms(DIST);
writeFileSync(join(DIST, 'bundle/build-id'), `${buildId}\n`);
chmodSync(join(DIST, `${COMMAND}.js`), 0o755);
