import { goBootstrap } from '#codemods/go/bootstrap/sdk.js';
import { goIntegrations } from '#codemods/go/index.js';
import { chooseGoVersions } from '#codemods/go/versions.js';
import { mergeChanges } from '#src/editing/merge-changes.js';
import { assembleReport } from '#src/engine/assemble-report.js';
import { type GoPlan, planGoChanges } from '#src/languages/go/rewrite/plan-changes.js';
import type { Change, ChangeOutcome } from '#src/model/change.js';
import { analyzeGo } from '../../../languages/go/support/analyze-go.js';
import { memoryWorkspace } from '../../../workspace/memory-workspace.js';

export interface Applied extends GoPlan {
  outcomes: ChangeOutcome[];
  /** Every file after the changes. */
  files: Record<string, string>;
}

/** Scans, plans and applies over texts. */
export async function applyGo(
  files: Record<string, string>,
  services: readonly string[] | null = null,
): Promise<Applied> {
  const { services: found, packages, diagnostics } = await analyzeGo(files);
  const report = assembleReport('0', found, packages, diagnostics, {
    wishFor: () => ({ critical: false }),
    workloadsOf: () => [],
    calls: [],
  });
  const plan = await planGoChanges(
    { workspace: memoryWorkspace(files), report, services },
    { integrations: goIntegrations, versions: chooseGoVersions, bootstrap: goBootstrap },
  );
  return { ...plan, ...merge(files, plan.changes) };
}

/** The files after some of the changes. */
export function applyOnly(files: Record<string, string>, changes: readonly Change[]): Record<string, string> {
  return merge(files, changes).files;
}

function merge(files: Record<string, string>, changes: readonly Change[]) {
  const { files: changed, outcomes } = mergeChanges(changes, {
    read: (file) => (files[file] === undefined ? null : Buffer.from(files[file])),
  });
  const after = { ...files };
  for (const { file, after: text } of changed) {
    if (text === null) delete after[file];
    else after[file] = text;
  }
  return { outcomes, files: after };
}
