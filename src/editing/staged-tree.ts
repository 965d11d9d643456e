/** The tree as it would be, for a compiler to look at while the user's stays untouched. */
import { realpathSync } from 'node:fs';
import { mkdtemp, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileChange } from '../model/change.js';
import { writeGoOverlay } from './go-overlay.js';
import { removeTemporary } from './remove-temporary.js';
import { createShadow, type ShadowOptions, type ShadowTree } from './shadow-tree.js';
import { missingDirectories } from './target.js';

export interface StagedTree {
  /** The user's tree: absolute, without symbolic links, unchanged. */
  root: string;
  /** Path relative to the root, POSIX → its new text, null when it is removed. */
  overlay: ReadonlyMap<string, string | null>;
  /** Directories that only the overlay has, relative to the root, parents first. */
  newDirectories: readonly string[];
  /**
   * Path of an overlay file for Go, see `writeGoOverlay`; costs only the changed files. `go build` takes it always,
   * `go vet` only when `newDirectories` is empty: vet changes into each directory, so that it needs the copy otherwise.
   */
  goOverlay(): Promise<string>;
  /** A copy of the tree with the changes in it, for tools without overlays; made once. */
  materialise(): Promise<string>;
}

export interface StageOptions extends ShadowOptions {
  /** A shadow of the same root to show the changes in, so that several checks share one copy; not disposed of. */
  shadow?: ShadowTree;
}

/**
 * Stages changes while a function looks at them; everything temporary is removed afterwards.
 * @param changes none for the baseline
 */
export async function withStagedTree<R>(
  root: string,
  changes: readonly FileChange[],
  use: (tree: StagedTree) => Promise<R>,
  options: StageOptions = {},
): Promise<R> {
  const real = realpathSync(root);
  const cleanups: (() => Promise<void>)[] = [];
  const once = <T>(make: () => Promise<T>) => {
    let made: Promise<T> | undefined;
    return () => {
      made ??= make();
      return made;
    };
  };
  const goOverlay = once(async () => {
    const directory = await realpath(await mkdtemp(join(tmpdir(), 'instrument-overlay-')));
    cleanups.push(() => removeTemporary(directory));
    return writeGoOverlay(real, changes, directory);
  });
  const materialise = once(async () => {
    const shadow = options.shadow ?? (await createShadow(real, options));
    if (!options.shadow) cleanups.push(() => shadow.dispose());
    await shadow.show(changes);
    return shadow.path;
  });
  const overlay = new Map(changes.map(({ file, after }) => [file, after]));
  const newDirectories = missingDirectories(
    real,
    changes.filter((change) => change.after !== null).map((change) => change.file),
  );
  try {
    return await use({ root: real, overlay, newDirectories, goOverlay, materialise });
  } finally {
    for (const cleanup of cleanups) await cleanup();
  }
}
