import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { FileChange } from '../model/change.js';
import { fileBytes } from './file-bytes.js';

/**
 * Ends each source that stands in. Go keeps by its content what it says of a source, with the name that it has: the user's
 * own `go vet` would tell of a file of ours that is gone.
 */
const STAGED = '\n// staged\n';

/**
 * Writes what `go build -overlay`, `go vet -overlay` and `go list -overlay` read instead of the files of a tree: sources,
 * go.mod, go.sum and go.work alike. Go has to run with this root as its directory and as `PWD`, since it matches names
 * as it spells them itself. It refuses to update an overlaid go.mod.
 * @param root absolute
 * @param directory where the new texts and the JSON are put; made when missing
 * @returns the path of the JSON
 */
export async function writeGoOverlay(
  root: string,
  changes: readonly FileChange[],
  directory: string,
): Promise<string> {
  await mkdir(directory, { recursive: true });
  const replace: Record<string, string> = {};
  for (const [index, change] of changes.entries()) {
    const { file, after } = change;
    // An empty name stands for a file that is gone.
    const backing = after === null ? '' : join(directory, `${index}-${basename(file)}`);
    if (after !== null) {
      const ending = Buffer.from(file.endsWith('.go') ? STAGED : '');
      await writeFile(backing, Buffer.concat([fileBytes(change, after), ending]));
    }
    replace[join(root, file)] = backing;
  }
  const path = join(directory, 'overlay.json');
  await writeFile(path, JSON.stringify({ Replace: replace }));
  return path;
}
