/** Leaves out the findings that the tree before had. */
import type { Finding } from '../../model/lint-report.js';
import type { TreeComparison } from './git-comparison.js';
import { judge } from './judge.js';
import type { JudgeContext } from './judge-context.js';
import { type LineMap, mapLines } from './line-map.js';
import type { LintTree } from './lint-tree.js';
import { newFindings } from './new-findings.js';

/**
 * The tree before is linted as a whole, so that a finding which a change elsewhere has caused counts as new.
 * @returns what keeps the new findings out of all
 */
export async function createOldFilter(
  comparison: TreeComparison | null,
  tree: LintTree,
  context: JudgeContext,
): Promise<(findings: readonly Finding[]) => Finding[]> {
  if (comparison === null) return (findings) => [...findings];
  const { now, before, renamed } = comparison;
  const facts = await tree.withTexts(new Map([...now, ...before]));
  const old = judge(facts, context).findings;
  const maps = new Map<string, LineMap>();
  const oldPathOf = (path: string) => renamed.get(path) ?? path;
  const linesOf = (path: string): LineMap | null => {
    const oldPath = oldPathOf(path);
    const oldText = before.get(oldPath);
    if (oldText === undefined || oldText === null) return null;
    let lines = maps.get(path);
    if (!lines) {
      const text = now.get(path) ?? tree.read(path) ?? '';
      lines = mapLines(oldText, text);
      maps.set(path, lines);
    }
    return lines;
  };
  return (findings) => newFindings(findings, old, oldPathOf, linesOf);
}
