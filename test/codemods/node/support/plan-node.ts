import { nodeIntegrations } from '#codemods/node/index.js';
import { mergeChanges } from '#src/editing/merge-changes.js';
import { nodeKit } from '#src/engine/apply-layer2.js';
import { assembleReport } from '#src/engine/assemble-report.js';
import { createNodeAnalysis } from '#src/languages/node/analysis.js';
import { addDependencies } from '#src/languages/node/rewrite/add-dependencies.js';
import { planNodeChanges } from '#src/languages/node/rewrite/plan-changes.js';
import type { ChangeOutcome } from '#src/model/change.js';
import { joinPath } from '#src/model/relative-path.js';
import { matchWorkloads } from '#src/workspace/deployments/match.js';
import { readDeployments } from '#src/workspace/deployments/read-deployments.js';
import { createFacts, createWorkspace } from '../../../languages/node/support/in-memory.js';

export interface Applied {
  /** Every file after the changes, package.json with its new dependencies. */
  files: Record<string, string>;
  outcomes: ChangeOutcome[];
  /** `code file:line message` */
  skips: string[];
}

/** Scans, plans and applies over texts; lockfiles are left as they are. */
export async function applyNode(files: Record<string, string>): Promise<Applied> {
  const workspace = createWorkspace(files);
  const deployments = await readDeployments(workspace, () => {});
  const facts = createFacts(workspace);
  const analysis = createNodeAnalysis(nodeIntegrations, matchWorkloads);
  const found = await analysis({ workspace, deployments, facts, flagged: [], report: () => {} });
  const report = assembleReport('0', found.services, found.packages, [], {
    wishFor: () => ({ critical: false }),
    workloadsOf: () => [],
    calls: [],
  });
  const plan = await planNodeChanges({ workspace, deployments, facts, report, services: null }, nodeKit);
  const merged = mergeChanges(plan.changes, {
    read: (file) => (files[file] === undefined ? null : Buffer.from(files[file])),
  });
  const after = { ...files };
  for (const { file, after: text } of merged.files) if (text !== null) after[file] = text;
  for (const { directory, name, version } of plan.changes.flatMap(({ requires }) => requires)) {
    const file = joinPath(directory, 'package.json');
    after[file] = addDependencies(after[file] ?? '', new Map([[name, version]])) ?? '';
  }
  const skips = plan.skips.map((s) => `${s.code} ${s.file}:${s.line} ${s.message}`);
  return { files: after, outcomes: merged.outcomes, skips };
}
