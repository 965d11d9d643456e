/** Where journals, locks and the history of applies are kept: outside the tree that is changed, one folder per root. */
import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

export interface StateOptions {
  /** The folder of all roots; `stateHome(process.env)` unless told. */
  stateHome?: string;
}

/** The paths of one root's state. */
export interface StateDirectory {
  /** The root without symbolic links. */
  root: string;
  path: string;
  /** The apply under way: it is there from before the first byte of the tree is changed until after the last. */
  pending: string;
  /** One folder per committed apply, named by number. */
  history: string;
}

/** The user's state folder: `XDG_STATE_HOME/instrument`, else `~/.local/state/instrument`. */
export function stateHome(env: Record<string, string | undefined>): string {
  const xdg = env.XDG_STATE_HOME;
  // The XDG specification has relative paths ignored.
  const base = xdg && isAbsolute(xdg) ? xdg : join(homedir(), '.local', 'state');
  return join(base, 'instrument');
}

/** @throws when the root does not exist */
export function stateDirectory(root: string, options: StateOptions = {}): StateDirectory {
  const real = realpathSync(root);
  const name = createHash('sha256').update(real).digest('hex').slice(0, 16);
  return stateDirectoryAt(join(options.stateHome ?? stateHome(process.env), name), real);
}

/** The state kept in a folder, of a root that may be gone. */
export function stateDirectoryAt(path: string, root: string): StateDirectory {
  return { root, path, pending: join(path, 'pending'), history: join(path, 'history') };
}
