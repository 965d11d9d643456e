/** From a scan to changes: every bare Go site that an integration can wrap, and the SDK set-up of its services. */

import type { Change, Skip } from '#src/model/change.js';
import type { ChooseGoVersions, GoBootstrap, GoVersions } from '#src/model/go-wrap.js';
import type { GoIntegration } from '#src/model/integration.js';
import type { ScanReport } from '#src/model/scan-report.js';
import type { Workspace } from '#src/model/source-file.js';
import { planBootstrap } from '../bootstrap/plan-bootstrap.js';
import { oldestBuildingGo } from '../building-go.js';
import { workspaceNeighbours } from '../go-work.js';
import type { GoModule } from '../modules.js';
import { planThreading, type Threading } from '../threading/plan-threading.js';
import { createGoTree } from './go-tree.js';
import { createHelperFiles } from './helper-files.js';
import { createSitePlanner } from './plan-site.js';
import { collectSites, type PlannedSite } from './planned-site.js';
import type { Refusal } from './refusals.js';
import { type SiteChange, toChanges } from './site-changes.js';

export interface GoPlanInput {
  workspace: Workspace;
  report: ScanReport;
  /** Names of the services to change; null for all. */
  services: readonly string[] | null;
}

/** What the code modifications bring: this layer knows no library by itself. */
export interface GoPlanKit {
  integrations: readonly GoIntegration[];
  versions: ChooseGoVersions;
  bootstrap: GoBootstrap;
}

export interface GoPlan {
  changes: Change[];
  skips: Skip[];
}

export async function planGoChanges(input: GoPlanInput, kit: GoPlanKit): Promise<GoPlan> {
  const { report } = input;
  const tree = createGoTree(input.workspace);
  const selected = report.services.filter(
    (s) => s.language === 'go' && (input.services === null || input.services.includes(s.name)),
  );
  const sites = collectSites(report, new Set(selected.map((s) => s.name)));
  const helpers = createHelperFiles(tree);
  const { integrations } = kit;
  const versionsOf = rememberVersions(kit.versions, input.workspace, tree.modules);
  const plan = createSitePlanner({ tree, report, sites, integrations, helpers, versionsOf });
  const done: SiteChange[] = [];
  const skips: Skip[] = [];
  for (const planned of messagesFirst(sites)) {
    const outcome = plan(planned);
    if (outcome === 'nothing') continue;
    if ('rewrite' in outcome) done.push(outcome);
    else skips.push(skipOf(planned, outcome));
  }
  const services = selected;
  const instrumented = toChanges(done, helpers);
  const threaded = planThreading({
    tree,
    services,
    integrations,
    changes: instrumented,
    helpers,
    versionsOf,
  });
  // Once more: files of helpers are as they are when all needs are told, those of the threading too.
  const changes = toChanges(done, helpers);
  const all = [...changes, ...threaded.changes];
  const boot = planBootstrap({
    tree,
    services: selected,
    changes: all,
    bootstrap: kit.bootstrap,
    versionsOf,
  });
  return {
    changes: [...all, ...boot.changes],
    skips: [...skips.filter((s) => !isTold(s, threaded)), ...threaded.skips, ...boot.skips],
  };
}

/** A call of the default client that the passing on of contexts has seen to. */
function isTold({ code, file, line }: Skip, { told }: Threading): boolean {
  return code === 'shared-client' && told.has(`${file}:${line}`);
}

/** The code that takes messages before the code that sends some: it brings the context that those need. */
function messagesFirst(sites: readonly PlannedSite[]): PlannedSite[] {
  const isSender = ({ site, role }: PlannedSite) => site.use !== undefined && role === 'producer';
  return [...sites.filter((s) => !isSender(s)), ...sites.filter(isSender)];
}

function rememberVersions(
  choose: ChooseGoVersions,
  workspace: Workspace,
  modules: readonly GoModule[],
): (module: GoModule) => GoVersions | string {
  const chosen = new Map<GoModule, GoVersions | string>();
  const neighbours = workspaceNeighbours(workspace, modules);
  const needsOf = ({ goVersion, requires }: GoModule) => ({ go: goVersion, requires });
  return (module) => {
    const builtWith = () => oldestBuildingGo(workspace, module.directory);
    const beside = (neighbours.get(module) ?? []).map(needsOf);
    const known = chosen.get(module) ?? choose({ ...needsOf(module), beside, builtWith });
    chosen.set(module, known);
    return known;
  };
}

function skipOf({ site, services }: PlannedSite, { code, message, help }: Refusal): Skip {
  return { code, service: services[0] ?? '', file: site.file, line: site.line, message, help };
}
