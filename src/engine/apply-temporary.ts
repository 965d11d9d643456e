import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives work a directory of its own that is gone afterwards, also when Ctrl-C ends the process in between. */
export async function withTemporary<R>(work: (directory: string) => Promise<R>): Promise<R> {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'instrument-apply-')));
  const remove = () => rmSync(directory, { recursive: true, force: true });
  process.once('exit', remove);
  try {
    return await work(directory);
  } finally {
    process.off('exit', remove);
    remove();
  }
}
