import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { nodeIntegrations } from '#codemods/node/index.js';
import { nodeSpanHelpers } from '#codemods/node/spans/index.js';
import { parseConfig } from '#src/config/parse-config.js';
import { mergeChanges } from '#src/editing/merge-changes.js';
import { assembleReport } from '#src/engine/assemble-report.js';
import { planNodeSpans } from '#src/languages/node/spans/plan-node-spans.js';
import { planNodeSpanRemoval } from '#src/languages/node/spans/plan-span-removal.js';
import type { SpanOutcome } from '#src/languages/span-planner.js';
import type { Change, ChangeOutcome, Skip } from '#src/model/change.js';
import type { SpanRequest } from '#src/model/span-operation.js';
import { scan } from '../../../languages/node/support/in-memory.js';
import { matchByDirectory } from '../../../languages/node/support/match-by-directory.js';
import { memoryWorkspace } from '../../../workspace/memory-workspace.js';

const CONFIG = 'instrument.yaml';
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

async function reportOf(files: Record<string, string>) {
  const { services, packages, diagnostics } = await scan(files);
  return assembleReport('0', services, packages, diagnostics, {
    wishFor: () => ({ critical: false }),
    workloadsOf: () => [],
    calls: [],
  });
}

/** Takes spans out again, over texts. */
export async function removeSpans(
  files: Record<string, string>,
  unflag: readonly string[],
  flagged: readonly SpanRequest[] = [],
): Promise<{ files: Record<string, string>; skips: readonly Skip[] }> {
  const requests = unflag.map((match): SpanRequest => ({ origin: 'flag', match, attributes: {} }));
  const { changes, skips } = await planNodeSpanRemoval(
    {
      workspace: memoryWorkspace(files),
      report: await reportOf(files),
      services: null,
      requests,
      flagged,
      wrappers: [],
    },
    { integrations: nodeIntegrations, matchDeployments: matchByDirectory, helpers: nodeSpanHelpers },
  );
  const { files: changed, outcomes } = mergeChanges(changes, {
    read: (file) => (files[file] === undefined ? null : Buffer.from(files[file])),
  });
  expect(outcomes.filter(({ status }) => status !== 'planned')).toEqual([]);
  const after = { ...files };
  for (const { file, after: text } of changed) {
    if (text === null) delete after[file];
    else after[file] = text;
  }
  return { files: after, skips };
}

/** Scans, plans spans and applies them, over texts. */
export async function applySpans(
  files: Record<string, string>,
  requests: readonly SpanRequest[] = [],
): Promise<AppliedSpans> {
  const report = await reportOf(files);
  const config = parseConfig({ file: CONFIG, text: files[CONFIG] ?? '', key: null });
  const { outcomes, changes, skips } = await planNodeSpans(
    {
      workspace: memoryWorkspace(files),
      report,
      services: null,
      requests,
      threadContext: false,
      wrappers: config.spanWrappers,
    },
    {
      integrations: nodeIntegrations,
      matchDeployments: matchByDirectory,
      helpers: nodeSpanHelpers,
      form: config.layer3.nodeSpans,
    },
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
