/** Repairs, at the next start, what a killed apply or undo has left. */
import { existsSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { type Journal, readJournal } from './journal.js';
import type { RollBackResult } from './roll-back.js';
import {
  type StateDirectory,
  type StateOptions,
  stateDirectory,
  stateDirectoryAt,
  stateHome,
} from './state-directory.js';
import type { OnStep } from './step.js';
import { type Locked, withLock } from './with-lock.js';

export interface RecoverOptions extends StateOptions {
  onStep?: OnStep;
}

export type RecoverResult =
  | { status: 'clean' }
  /** Everything is as before the apply (or undo) that was killed, but for the files in `left`. */
  | ({ status: 'recovered'; root: string } & RollBackResult)
  | Locked;

/**
 * Takes back every half-done change of this root, and of roots that contain it or lie in it. Costs a directory listing
 * when there is none. The CLI calls it before it reads the tree.
 * @returns one result per change found, `locked` when its process is still alive; `clean` alone when there is none
 * @throws when a file cannot be put back, or a later version of the tool has begun the change; a later call tries again
 */
export async function recover(root: string, options: RecoverOptions = {}): Promise<RecoverResult[]> {
  const home = options.stateHome ?? stateHome(process.env);
  const own = stateDirectory(root, options);
  const results: RecoverResult[] = [];
  for (const name of existsSync(home) ? readdirSync(home).sort() : []) {
    const found = readPending(join(home, name), own);
    if (found === null || !overlap(found.root, own.root) || !existsSync(found.root)) continue;
    const state = stateDirectoryAt(join(home, name), found.root);
    results.push(
      await withLock(state, options.onStep ?? (() => {}), async (_, recovered) => ({
        status: 'recovered' as const,
        root: found.root,
        ...recovered,
      })),
    );
  }
  return results.length > 0 ? results : [{ status: 'clean' }];
}

function readPending(path: string, own: StateDirectory): Journal | null {
  const { pending } = stateDirectoryAt(path, own.root);
  try {
    return readJournal(pending);
  } catch (error) {
    // What is wrong with another root's journal is told when that root is worked on.
    if (path === own.path) throw error;
    return null;
  }
}

function overlap(a: string, b: string): boolean {
  const inside = (path: string, directory: string) =>
    path === directory || path.startsWith(directory.endsWith(sep) ? directory : directory + sep);
  return inside(a, b) || inside(b, a);
}
