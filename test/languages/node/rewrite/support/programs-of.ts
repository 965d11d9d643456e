/** The services of a tree of texts, as the planners of changes get them. */
import { nodeIntegrations } from '#codemods/node/index.js';
import { mergeChanges } from '#src/editing/merge-changes.js';
import { assembleReport } from '#src/engine/assemble-report.js';
import type { NodeScene, NodeService } from '#src/languages/node/rewrite/node-service.js';
import { finishService } from '#src/languages/node/services/describe-service.js';
import { readPrograms } from '#src/languages/node/services/read-programs.js';
import type { Change, Edit, NewFile } from '#src/model/change.js';
import { matchWorkloads } from '#src/workspace/deployments/match.js';
import { readDeployments } from '#src/workspace/deployments/read-deployments.js';
import { createFacts, createWorkspace } from '../../support/in-memory.js';

export interface Tree {
  scene: NodeScene;
  services: NodeService[];
}

export async function readTree(files: Record<string, string>): Promise<Tree> {
  const workspace = createWorkspace(files);
  const deployments = await readDeployments(workspace, () => {});
  const input = { workspace, deployments, facts: createFacts(workspace), flagged: [], report: () => {} };
  const { programs, repository } = await readPrograms(input, nodeIntegrations, matchWorkloads);
  const scene = { workspace, deployments, repository };
  const services = programs.flatMap((program): NodeService[] => {
    const { manifest, entrypoints, directory } = program.candidate;
    const entry = entrypoints[0];
    if (manifest === null || entry === undefined) return [];
    const isEsm = /\.m[jt]s$/.test(entry) || (manifest.type === 'module' && !/\.c[jt]s$/.test(entry));
    const { candidate, code, description } = program;
    const found = finishService(directory, candidate, code, description, nodeIntegrations, []);
    const [report] = assembleReport('0', [found], [], [], {
      wishFor: () => ({ critical: false }),
      workloadsOf: () => [],
      calls: [],
    }).services;
    if (report === undefined) return [];
    return [
      {
        name: directory,
        report,
        program,
        manifest,
        entry,
        modules: isEsm ? 'esm' : 'commonjs',
      },
    ];
  });
  return { scene, services };
}

/** The files after edits. */
export function applied(
  files: Record<string, string>,
  edits: readonly Edit[],
  creates: readonly NewFile[] = [],
): Record<string, string> {
  const change: Change = {
    id: 'change',
    title: '',
    services: [],
    subject: '',
    edits,
    creates,
    requires: [],
    notes: [],
  };
  const { files: changed, outcomes } = mergeChanges([change], {
    read: (file) => (files[file] === undefined ? null : Buffer.from(files[file])),
  });
  for (const { problem } of outcomes) if (problem !== undefined) throw new Error(problem.message);
  const after = { ...files };
  for (const { file, after: text } of changed) if (text !== null) after[file] = text;
  return after;
}
