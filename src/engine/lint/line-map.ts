/** Where the lines of a text are in a later version of it. */
import { structuredPatch } from 'diff';

/** Differing lines past which two versions have nothing in common that is worth finding. */
const MOST_DIFFERENCES = 5000;

export interface LineMap {
  /** The line that an old line has become, 1-based; null when it is gone or changed. */
  now(oldLine: number): number | null;
  /** Whether a line of the new text was there before, unchanged. */
  isOld(newLine: number): boolean;
}

export function mapLines(before: string, after: string): LineMap {
  const patch = structuredPatch('', '', before, after, '', '', {
    context: 0,
    maxEditLength: MOST_DIFFERENCES,
  });
  const nowOf = new Map<number, number>();
  const old = new Set<number>();
  if (patch) {
    let oldLine = 1;
    let newLine = 1;
    const copy = (until: number) => {
      for (; oldLine < until; oldLine++, newLine++) {
        nowOf.set(oldLine, newLine);
        old.add(newLine);
      }
    };
    for (const hunk of patch.hunks) {
      copy(hunk.oldStart);
      oldLine += hunk.oldLines;
      newLine += hunk.newLines;
    }
    copy(before.split('\n').length + 1);
  }
  return { now: (line) => nowOf.get(line) ?? null, isOld: (line) => old.has(line) };
}
