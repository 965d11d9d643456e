import { undoApply } from '../engine/apply.js';
import { InstrumentError } from '../errors/instrument-error.js';
import type { CommandContext } from './command-context.js';

/** `instrument apply --undo`: takes the last apply back. */
export async function undoCommand(root: string, force: boolean, context: CommandContext): Promise<number> {
  const result = await undoApply(root, force);
  switch (result.status) {
    case 'undone':
      for (const file of result.files) context.print(`restored ${file}\n`);
      if (!context.quiet) context.note(`took back the apply of ${result.appliedAt}\n`);
      return result.interrupted === null ? 0 : INTERRUPTED;
    case 'nothing-to-undo':
      throw InstrumentError.of('nothing-to-undo', { path: root });
    case 'changed-since':
    case 'stale':
      throw InstrumentError.of('undo-changed-files', {
        files: result.problems.map(({ file, reason }) => `${file} (${reason})`).join(', '),
      });
    case 'locked':
      throw InstrumentError.of('apply-locked', { pid: `${result.holder.pid}`, lock: result.holder.path });
    case 'failed':
      throw InstrumentError.of('apply-failed', {
        reason: result.error.message,
        state: treeState(result.restored),
      });
    case 'interrupted':
      return INTERRUPTED;
  }
}

/** Exit code of a process that Ctrl-C has ended. */
export const INTERRUPTED = 130;

/** What a write that failed has left. */
export function treeState(restored: boolean): string {
  return restored
    ? 'Every file is as before.'
    : 'Some files could not be put back; the next run tries again.';
}
