import { accessSync, constants, statSync } from 'node:fs';
import { InstrumentError } from '../errors/instrument-error.js';

/** Throws unless the path is a directory that can be read. `what` says where the path comes from. */
export function requireDirectory(path: string, shown: string, what: string): void {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (!found) throw InstrumentError.of('directory-not-found', { path: shown, what });
    if (!found.isDirectory()) throw InstrumentError.of('not-a-directory', { path: shown, what });
    accessSync(path, constants.R_OK | constants.X_OK);
  } catch (cause) {
    if (cause instanceof InstrumentError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw InstrumentError.of('directory-unreadable', { path: shown, reason }, { cause });
  }
}
