/**
 * Joins each jscodeshift transform into one CommonJS file. jscodeshift has Babel compile what it requires, ES modules of
 * packages included, which Node.js then refuses; a `.cjs` file is left alone.
 */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';

const FOLDER = 'codemods/node/transforms';

/** Files of the folder that are no transform. */
const SHARED = new Set(['jscodeshift.js']);

/** @param dist directory of the compiled program */
export async function bundleTransforms(dist: string): Promise<void> {
  const folder = join(dist, FOLDER);
  for (const old of readdirSync(folder).filter((name) => name.endsWith('.cjs'))) rmSync(join(folder, old));
  const names = readdirSync(folder).filter((name) => name.endsWith('.js') && !SHARED.has(name));
  const bundle = await rolldown({
    input: Object.fromEntries(names.map((name) => [name.replace(/\.js$/, ''), join(folder, name)])),
    platform: 'node',
    plugins: [
      {
        name: 'parser-binary',
        // The parser's binary is found from where the parser is installed, not from the bundle.
        transform: (code, id) =>
          id.includes('oxc-parser')
            ? code.replace(
                'createRequire(import.meta.url)',
                "createRequire(createRequire(__filename).resolve('oxc-parser'))",
              )
            : null,
      },
    ],
  });
  await bundle.write({
    dir: folder,
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: 'shared-[hash].cjs',
    exports: 'named',
  });
  await bundle.close();
}
