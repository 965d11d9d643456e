/** Which findings were there before: `--since` and `--staged`. */
import type { Finding } from '../../model/lint-report.js';
import type { LineMap } from './line-map.js';

/**
 * The findings that the tree before did not have. One that was there counts as old wherever its line has moved to, and
 * when its line was changed as long as the same text still stands in the file.
 * @param oldPathOf the path of a file before, as `renamed` tells
 * @param linesOf how the lines of a changed file moved, by its path now; null for a file that is as it was
 */
export function newFindings(
  findings: readonly Finding[],
  before: readonly Finding[],
  oldPathOf: (path: string) => string,
  linesOf: (path: string) => LineMap | null,
): Finding[] {
  const oldByFile = byFile(before);
  const nowByFile = byFile(findings);
  const fresh: Finding[] = [];
  for (const [file, present] of nowByFile) {
    const old = [...(oldByFile.get(oldPathOf(file)) ?? [])];
    const lines = linesOf(file);
    const take = (matches: (one: Finding) => boolean) => {
      const index = old.findIndex(matches);
      if (index >= 0) old.splice(index, 1);
      return index >= 0;
    };
    const moved = present.filter(
      (finding) =>
        !take(
          (one) => one.rule === finding.rule && (lines ? lines.now(one.line) : one.line) === finding.line,
        ),
    );
    const text = ({ rule, excerpt }: Finding) => `${rule} ${excerpt.replace(/\s+/g, ' ').trim()}`;
    fresh.push(...moved.filter((finding) => !take((one) => text(one) === text(finding))));
  }
  return fresh;
}

function byFile(findings: readonly Finding[]): Map<string, Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.file);
    if (group) group.push(finding);
    else groups.set(finding.file, [finding]);
  }
  return groups;
}
