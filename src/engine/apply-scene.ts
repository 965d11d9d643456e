/** What planning an apply looks at: one state of the tree, remembered byte for byte. */
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { InstrumentConfig } from '../config/instrument-config.js';
import { contentHash } from '../editing/source-text.js';
import type { Workspace } from '../model/source-file.js';
import { listFiles } from '../workspace/list-files.js';
import { createWorkspace } from '../workspace/workspace.js';

export interface ApplyScene {
  /** Absolute, without symbolic links. */
  root: string;
  workspace: Workspace;
  /** `contentHash` of every file that the workspace was asked for, as it was then. */
  bases: ReadonlyMap<string, string>;
  /** Bytes of a file as it is now, null when there is none. */
  read(file: string): Uint8Array | null;
}

export function openScene(root: string, config: InstrumentConfig): ApplyScene {
  const real = realpathSync(root);
  const bases = new Map<string, string>();
  const readBytes = (absolute: string) => {
    const bytes = readFileSync(absolute);
    bases.set(absolute.slice(real.length + 1), contentHash(bytes));
    return bytes;
  };
  const { files } = listFiles(real, { ignore: config.ignore });
  return {
    root: real,
    workspace: createWorkspace(real, files, () => {}, readBytes),
    bases,
    read: (file) => (existsSync(join(real, file)) ? readFileSync(join(real, file)) : null),
  };
}
