/** `--since` and `--staged`: asks git for the tree before. */
import type { TreeComparison } from '../engine/lint/git-comparison.js';
import { InstrumentError } from '../errors/instrument-error.js';

export async function readComparison(
  root: string,
  flags: { since?: string; staged?: boolean; tests?: boolean },
): Promise<TreeComparison | null> {
  if (flags.since === undefined && !flags.staged) return null;
  const { compareWithGit } = await import('../engine/lint/git-comparison.js');
  const { lintLanguage } = await import('../engine/lint/lint-files.js');
  const against = flags.staged
    ? ({ kind: 'staged' } as const)
    : ({ kind: 'since', ref: flags.since ?? '' } as const);
  const comparison = compareWithGit(root, against, (path) => lintLanguage(path) !== null);
  if (!('problem' in comparison)) return comparison;
  const { problem, reason } = comparison;
  const ref = flags.since ?? '';
  switch (problem) {
    case 'no-repository':
      throw InstrumentError.of('no-repository', { flag: flags.staged ? '--staged' : '--since', reason });
    case 'unknown-ref':
      throw InstrumentError.of('unknown-ref', { ref });
    case 'no-merge-base':
      throw InstrumentError.of('no-merge-base', { ref });
  }
}
