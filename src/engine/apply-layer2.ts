/** Layer 2 of every language that we rewrite. */
import { goBootstrap } from '#codemods/go/bootstrap/sdk.js';
import { goIntegrations } from '#codemods/go/index.js';
import { chooseGoVersions } from '#codemods/go/versions.js';
import { nextBootstrap } from '#codemods/node/bootstrap/next.js';
import { nodeBootstrap } from '#codemods/node/bootstrap/sdk.js';
import { nodeIntegrations } from '#codemods/node/index.js';
import { chooseNodeVersions } from '#codemods/node/versions.js';
import { planGoChanges } from '../languages/go/rewrite/plan-changes.js';
import { planCodeChanges } from '../languages/node/rewrite/code/plan-code-changes.js';
import { type NodePlanKit, planNodeChanges } from '../languages/node/rewrite/plan-changes.js';
import { completeSetup } from '../languages/node/rewrite/setup/complete-setup.js';
import { planStart } from '../languages/node/rewrite/start/plan-start.js';
import { matchWorkloads } from '../workspace/deployments/match.js';
import { readDeployments } from '../workspace/deployments/read-deployments.js';
import type { ApplyPlanner, PlannerInput } from './apply-planner.js';
import { FactStore } from './fact-store.js';

/** What is known of Node.js libraries, and how each part of a service is changed. */
export const nodeKit: NodePlanKit = {
  integrations: nodeIntegrations,
  versions: chooseNodeVersions,
  bootstrap: nodeBootstrap,
  nextBootstrap,
  matchDeployments: matchWorkloads,
  planStart,
  planCodeChanges,
  completeSetup,
};

/** Wraps the bare libraries of services and sets the SDK up where there is none. */
export const planLayer2: ApplyPlanner = async (input) => {
  const plans = [await planGo(input), await planNode(input)];
  return {
    changes: plans.flatMap(({ changes }) => changes),
    skips: plans.flatMap(({ skips }) => skips),
  };
};

function planGo(input: PlannerInput) {
  return planGoChanges(input, {
    integrations: goIntegrations,
    versions: chooseGoVersions,
    bootstrap: goBootstrap,
  });
}

async function planNode(input: PlannerInput) {
  const { workspace, report } = input;
  const isNode = ({ language }: { language: string }) => /^(?:java|type)script$/.test(language);
  if (!report.services.some(isNode)) return { changes: [], skips: [] };
  const facts = new FactStore({
    root: workspace.root,
    files: workspace.files,
    cache: null,
    pool: null,
    build: '',
    report: () => {},
    onProgress: () => {},
  });
  const deployments = await readDeployments(workspace, () => {});
  return planNodeChanges({ ...input, facts, deployments }, nodeKit);
}
