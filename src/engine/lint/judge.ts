/** From the facts of all files to findings: linked, with severity, service and fingerprint, less what comments suppress. */
import { createHash } from 'node:crypto';
import type { Finding } from '../../model/lint-report.js';
import type { Diagnostic } from '../../model/scan-report.js';
import type { Suppression } from './file-facts.js';
import type { JudgeContext, PlacedFinding } from './judge-context.js';
import { holdingClaims, stands } from './link-claims.js';
import type { TreeFacts } from './lint-tree.js';
import { judgeSuppressions } from './unused-suppressions.js';

export interface Judgement {
  /** In order of file, line, column and rule. */
  findings: Finding[];
  /** How many findings comments took back. */
  suppressed: number;
}

/** Judges a tree. */
export function judge(facts: TreeFacts, context: JudgeContext): Judgement {
  const holding = holdingClaims(claimsOf(facts));
  const raw: PlacedFinding[] = [...context.project];
  const comments: [string, readonly Suppression[]][] = [];
  for (const [file, { findings, suppressions }] of facts) {
    if (suppressions.length > 0) comments.push([file, suppressions]);
    for (const finding of findings) if (stands(finding, holding)) raw.push({ ...finding, file });
  }
  const { kept, unused, suppressed } = judgeSuppressions(raw, comments, context);
  const active = [...kept, ...unused].flatMap((finding) => {
    const severity = context.selection.severityOf(finding.rule, finding.file, finding.level);
    return severity === 'off' ? [] : [{ ...finding, severity }];
  });
  active.sort(
    (a, b) =>
      compare(a.file, b.file) ||
      a.line - b.line ||
      a.column - b.column ||
      compare(a.rule, b.rule) ||
      compare(a.message, b.message),
  );
  const seen = new Map<string, number>();
  return { findings: active.map((finding) => finish(finding, context, seen)), suppressed };
}

function* claimsOf(facts: TreeFacts) {
  for (const { claims } of facts.values()) yield* claims;
}

function finish(
  finding: PlacedFinding & { severity: Finding['severity'] },
  { serviceOf }: JudgeContext,
  seen: Map<string, number>,
): Finding {
  const { rule, severity, message, file, line, column, endLine, endColumn, excerpt, related, fix } = finding;
  return {
    rule,
    severity,
    message,
    file,
    line,
    column,
    endLine,
    endColumn,
    excerpt,
    service: serviceOf(file),
    related: related.map((one) => ({ file, ...one })),
    ...(fix === undefined ? {} : { fix: { ...fix, edits: fix.edits.map((edit) => ({ file, ...edit })) } }),
    fingerprint: fingerprint(rule, file, excerpt, seen),
  };
}

/** The same source line with the same rule in the same file is told apart by its order alone. */
function fingerprint(rule: string, file: string, excerpt: string, seen: Map<string, number>): string {
  const key = `${rule}\0${file}\0${excerpt.replace(/\s+/g, ' ').trim()}`;
  const order = seen.get(key) ?? 0;
  seen.set(key, order + 1);
  return createHash('sha256').update(`${key}\0${order}`).digest('hex').slice(0, 32);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Diagnostics without repetition, in a stable order. */
export function sortedDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...diagnostics].sort(
    (a, b) => compare(a.file, b.file) || a.line - b.line || compare(a.code, b.code),
  );
}
