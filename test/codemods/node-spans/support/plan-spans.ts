import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeIntegrations } from '#codemods/node/index.js';
import { nodeSpanHelpers } from '#codemods/node/spans/index.js';
import { mergeChanges } from '#src/editing/merge-changes.js';
import { assembleReport } from '#src/engine/assemble-report.js';
import { planNodeSpans } from '#src/languages/node/spans/plan-node-spans.js';
import type { SpanOutcome } from '#src/languages/span-planner.js';
import type { Change, ChangeOutcome, Skip } from '#src/model/change.js';
import type { SpanRequest } from '#src/model/span-operation.js';
import { scan } from '../../../languages/node/support/in-memory.js';
import { matchByDirectory } from '../../../languages/node/support/match-by-directory.js';
import { memoryWorkspace } from '../../../workspace/memory-workspace.js';

const ROOT = fileURLToPath(new URL('../../../../fixtures/codemods/node-spans', import.meta.url));

export const spanFixtures = (): { name: string; directory: string }[] =>
  readdirSync(ROOT)
    .sort()
    .map((name) => ({ name, directory: join(ROOT, name) }));

export interface AppliedSpans {
  outcomes: SpanOutcome[];
  changes: Change[];
  skips: Skip[];
  merged: ChangeOutcome[];
  /** Every file after the changes. */
  files: Record<string, string>;
}

/** Scans, plans spans and applies them, over texts. */
export async function applySpans(
  files: Record<string, string>,
  requests: readonly SpanRequest[] = [],
): Promise<AppliedSpans> {
  const { services, packages, diagnostics } = await scan(files);
  const report = assembleReport('0', services, packages, diagnostics, {
    wishFor: () => ({ critical: false }),
    workloadsOf: () => [],
    calls: [],
  });
  const { outcomes, changes, skips } = await planNodeSpans(
    { workspace: memoryWorkspace(files), report, services: null, requests, threadContext: false },
    { integrations: nodeIntegrations, matchDeployments: matchByDirectory, helpers: nodeSpanHelpers },
  );
  const all = [...outcomes.flatMap(({ change }) => change ?? []), ...changes];
  const { files: changed, outcomes: merged } = mergeChanges(all, {
    read: (file) => (files[file] === undefined ? null : Buffer.from(files[file])),
  });
  const after = { ...files };
  for (const { file, after: text } of changed) if (text !== null) after[file] = text;
  const left = [...outcomes.flatMap(({ skip }) => skip ?? []), ...skips];
  return { outcomes, changes: all, skips: left, merged, files: after };
}
