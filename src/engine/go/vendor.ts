/** The vendor directory of a module, as its new go.mod needs it. */
import { type Dirent, existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { changeOfBytes } from '../../editing/file-bytes.js';
import type { FileChange } from '../../model/change.js';
import { lastProblem } from './go-problem.js';
import { type DraftOrigin, draftModule, type ModuleFiles } from './module-draft.js';
import { type GoModule, inModule } from './module-set.js';

/** A vendor directory that cannot be written here. */
export class VendorError extends Error {
  readonly module: GoModule;

  constructor(module: GoModule, reason: string) {
    super(reason);
    this.module = module;
  }
}

/**
 * What `go mod vendor` changes for a module with these files.
 * @param overlay path of the overlay with the changed sources
 * @throws VendorError when Go cannot vendor it
 */
export async function vendorChanges(
  scene: Omit<DraftOrigin, 'module'> & { directory: string },
  module: GoModule,
  files: ModuleFiles,
  overlay: string,
): Promise<FileChange[]> {
  const directory = mkdtempSync(join(scene.directory, 'vendor-'));
  const draft = await draftModule({ ...scene, module }, directory, files);
  const made = join(directory, 'vendor');
  const run = await draft.run(['mod', 'vendor'], [`-overlay=${overlay}`, '-o', made]);
  if (!run.ok) throw new VendorError(module, lastProblem(run.stderr));
  const present = join(scene.root, module.directory, 'vendor');
  const paths = new Set([...filesBelow(present), ...filesBelow(made)]);
  return [...paths].sort().flatMap((path) => {
    const [before, after] = [readBytes(join(present, path)), readBytes(join(made, path))];
    if (before === null ? after === null : after !== null && before.equals(after)) return [];
    return [changeOfBytes(inModule(module, `vendor/${path}`), before, after)];
  });
}

function filesBelow(directory: string): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry: Dirent) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

function readBytes(path: string): Buffer | null {
  return existsSync(path) ? readFileSync(path) : null;
}
