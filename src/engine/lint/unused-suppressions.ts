/** Which findings comments take back, and which comments do nothing: the rule `unused-suppression`. */
import { closest, distance } from 'fastest-levenshtein';
import type { Suppression } from './file-facts.js';
import type { JudgeContext, PlacedFinding } from './judge-context.js';

const RULE = 'unused-suppression';

/** Parts findings into those that stand and those that a comment takes back. */
export function judgeSuppressions(
  findings: readonly PlacedFinding[],
  comments: readonly (readonly [string, readonly Suppression[]])[],
  context: JudgeContext,
): { kept: PlacedFinding[]; unused: PlacedFinding[]; suppressed: number } {
  const used = new Map<Suppression, Set<string>>();
  const byPlace = new Map<string, Suppression[]>();
  for (const [file, suppressions] of comments)
    for (const suppression of suppressions) {
      if (suppression.reason === '') continue;
      const key = `${file}:${suppression.target}`;
      byPlace.set(key, [...(byPlace.get(key) ?? []), suppression]);
    }
  let suppressed = 0;
  const kept = findings.filter((finding) => {
    const taking = (byPlace.get(`${finding.file}:${finding.line}`) ?? []).filter(({ rules }) =>
      rules.includes(finding.rule),
    );
    for (const one of taking) used.set(one, (used.get(one) ?? new Set()).add(finding.rule));
    if (taking.length === 0) return true;
    if (context.selection.severityOf(finding.rule, finding.file, finding.level) !== 'off') suppressed++;
    return false;
  });
  const unused = comments.flatMap(([file, suppressions]) =>
    suppressions.flatMap((one) => complaintsAbout(one, used.get(one) ?? new Set(), file, context)),
  );
  return { kept, unused, suppressed };
}

function complaintsAbout(
  comment: Suppression,
  used: ReadonlySet<string>,
  file: string,
  context: JudgeContext,
): PlacedFinding[] {
  const say = (message: string, removable = false): PlacedFinding => ({
    rule: RULE,
    file,
    message,
    line: comment.line,
    column: comment.column,
    endLine: comment.line,
    endColumn: comment.endColumn,
    excerpt: comment.excerpt,
    related: [],
    ...(removable ? { fix: { title: 'Remove the comment', safe: true, edits: [comment.removal] } } : {}),
  });
  if (comment.rules.length === 0)
    return [say('The comment names no rule. Write `instrument:ignore <rule> -- reason`.')];
  const unknown = comment.rules.filter((rule) => !context.ruleIds.includes(rule));
  const complaints = unknown.map((rule) => say(unknownRule(rule, context.ruleIds)));
  if (comment.reason === '')
    return [
      ...complaints,
      say('The comment gives no reason, so it has no effect. Add ` -- ` and why the rule is wrong here.'),
    ];
  const idle = comment.rules.filter(
    (rule) =>
      !unknown.includes(rule) && !used.has(rule) && context.selection.severityOf(rule, file) !== 'off',
  );
  if (idle.length === 0) return complaints;
  const names = idle.map((rule) => `\`${rule}\``).join(', ');
  const message = `Nothing on line ${comment.target} breaks ${names}. Remove ${idle.length === comment.rules.length ? 'the comment' : 'the name'}.`;
  return [...complaints, say(message, idle.length === comment.rules.length)];
}

function unknownRule(rule: string, ids: readonly string[]): string {
  const near = closest(rule, [...ids]);
  const hint = distance(rule, near) <= Math.max(2, near.length * 0.4) ? ` Did you mean \`${near}\`?` : '';
  return `There is no rule \`${rule}\`.${hint}`;
}
