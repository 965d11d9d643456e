import { expect } from 'vitest';
import { goBootstrap } from '#codemods/go/bootstrap/sdk.js';
import { goIntegrations } from '#codemods/go/index.js';
import { chooseGoVersions } from '#codemods/go/versions.js';
import { defaultConfig } from '#src/config/default-config.js';
import { mergeChanges } from '#src/editing/merge-changes.js';
import { planLayer3 } from '#src/engine/apply-layer3.js';
import { assembleReport } from '#src/engine/assemble-report.js';
import { planSpanRemoval } from '#src/engine/remove-spans.js';
import { type GoPlan, planGoChanges } from '#src/languages/go/rewrite/plan-changes.js';
import type { Change, ChangeOutcome } from '#src/model/change.js';
import type { ScanReport } from '#src/model/scan-report.js';
import { analyzeGo } from '../../../languages/go/support/analyze-go.js';
import { memoryWorkspace } from '../../../workspace/memory-workspace.js';
import type { Ask } from './fixtures.js';

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
  const report = await reportOf(files);
  const plan = await planGoChanges(
    { workspace: memoryWorkspace(files), report, services },
    { integrations: goIntegrations, versions: chooseGoVersions, bootstrap: goBootstrap },
  );
  return { ...plan, ...merge(files, plan.changes) };
}

async function reportOf(files: Record<string, string>): Promise<ScanReport> {
  const { services: found, packages, diagnostics } = await analyzeGo(files);
  return assembleReport('0', found, packages, diagnostics, {
    wishFor: () => ({ critical: false }),
    workloadsOf: () => [],
    calls: [],
  });
}

/** The same for Layer 3, without the set-up of the SDK: that is Layer 2's, and has fixtures of its own. */
export async function applyGoSpans(files: Record<string, string>, ask: Ask): Promise<Applied> {
  const report = await reportOf(files);
  const planner = planLayer3({
    config: { ...defaultConfig, operations: ask.operations ?? [], spanWrappers: ask.spanWrappers ?? [] },
    flags: ask.flags ?? [],
    suggest: ask.suggest ?? 0,
    threadContext: ask.threadContext ?? false,
    onUnknown: (names) => expect(names).toEqual([]),
  });
  const plan = await planner({ workspace: memoryWorkspace(files), report, services: null });
  const changes = plan.changes.filter(({ subject }) => subject !== 'bootstrap');
  return { changes, skips: plan.skips, ...merge(files, changes) };
}

/** Takes spans out again, over texts. */
export async function removeGoSpans(
  files: Record<string, string>,
  unflag: readonly string[],
  { operations = [], spanWrappers = [] }: Ask = {},
): Promise<Applied> {
  const planner = planSpanRemoval({
    config: { ...defaultConfig, operations, spanWrappers },
    unflag,
    onUnknown: (names) => expect(names).toEqual([]),
  });
  const report = await reportOf(files);
  const plan = await planner({ workspace: memoryWorkspace(files), report, services: null });
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
