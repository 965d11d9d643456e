import type { DraftFinding } from '../../../model/finding.js';
import type { OpenFunction } from './go-function.js';

/** What a rule says of each of many things, by the file that holds the thing. */
export function findingsByFile<T extends { fn: OpenFunction }>(
  things: readonly T[],
  judge: (thing: T) => readonly DraftFinding[],
): Map<string, DraftFinding[]> {
  const byFile = new Map<string, DraftFinding[]>();
  for (const thing of things) {
    const findings = judge(thing);
    if (findings.length === 0) continue;
    const { path } = thing.fn.file;
    byFile.set(path, [...(byFile.get(path) ?? []), ...findings]);
  }
  return byFile;
}
