import { randomUUID } from 'node:crypto';
import { lstatSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { InstrumentError } from '../errors/instrument-error.js';

/** Writes a file whole or not at all, with the directories above it. Links, pipes and devices are written through. */
export function writeFile(cwd: string, file: string, text: string): void {
  const path = resolve(cwd, file);
  try {
    mkdirSync(dirname(path), { recursive: true });
    const present = lstatSync(path, { throwIfNoEntry: false });
    if (present && !present.isFile()) writeFileSync(path, text);
    else replace(path, text, present?.mode);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw InstrumentError.of('output-unwritable', { path: file, reason }, { cause });
  }
}

/** True when something stands at the path, also a broken link. */
export function exists(cwd: string, file: string): boolean {
  return lstatSync(resolve(cwd, file), { throwIfNoEntry: false }) !== undefined;
}

function replace(path: string, text: string, mode: number | undefined): void {
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
  try {
    writeFileSync(temporary, text, mode === undefined ? {} : { mode });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
