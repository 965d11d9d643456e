/** Where results are kept between runs: outside the scanned repository, one folder per scanned root. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Keeps text under names; every failure to read or write is the same as an empty cache. */
export interface CacheStore {
  read(name: string): string | null;
  /** Replaces the entry at once, so that two runs at the same time never see half of one. */
  write(name: string, text: string): void;
}

/** The user's cache folder: `INSTRUMENT_CACHE_DIR`, else `XDG_CACHE_HOME/instrument`, else `~/.cache/instrument`. */
export function cacheHome(env: Record<string, string | undefined>): string {
  return env.INSTRUMENT_CACHE_DIR || join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'instrument');
}

export function openCache(home: string, root: string): CacheStore {
  const directory = join(home, createHash('sha1').update(root).digest('hex').slice(0, 16));
  return {
    read(name) {
      try {
        return readFileSync(join(directory, name), 'utf8');
      } catch {
        return null;
      }
    },
    write(name, text) {
      const temporary = join(directory, `${name}.${randomBytes(6).toString('hex')}`);
      try {
        mkdirSync(directory, { recursive: true });
        writeFileSync(temporary, text);
        renameSync(temporary, join(directory, name));
      } catch {
        // A cache that cannot be written only costs time on the next run.
        discard(temporary);
      }
    },
  };
}

function discard(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // The folder itself is missing or no folder: there is nothing to discard.
  }
}
