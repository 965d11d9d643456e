import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { syncDirectory } from './durable-write.js';

/** Waits until the directories that hold these files are on disk; directories that are gone are passed over. */
export function syncParents(root: string, files: readonly string[]): void {
  for (const directory of new Set(files.map((file) => join(root, dirname(file)))))
    if (existsSync(directory)) syncDirectory(directory);
}
