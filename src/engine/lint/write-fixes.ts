/** Writes what the fixes change, all files or none. */
import { applyFiles } from '../../editing/transaction.js';
import type { FileChange } from '../../model/change.js';

/** @returns why nothing was written, or null when all was */
export async function writeFixes(root: string, files: readonly FileChange[]): Promise<string | null> {
  const result = await applyFiles(root, files);
  switch (result.status) {
    case 'committed':
    case 'unchanged':
      return null;
    case 'stale':
      return result.problems.map(({ file, reason }) => `${file}: ${reason}.`).join(' ');
    case 'locked':
      return `Process ${result.holder.pid} is at work on the same directory.`;
    case 'interrupted':
      return 'It was interrupted.';
    case 'rejected':
      return result.reason;
    case 'failed':
      return result.error.message;
  }
}
