/** One bare site: whether it can be instrumented, and the edits that do it. */
import type { GoHelper, GoVersions, GoWrap } from '#src/model/go-wrap.js';
import type { GoIntegration } from '#src/model/integration.js';
import type { ScanReport } from '#src/model/scan-report.js';
import { directoryOf } from '../../../model/relative-path.js';
import type { GoModule } from '../modules.js';
import { withoutMajorVersion } from '../symbols.js';
import type { TracedMessage } from './context-to-send.js';
import { describeSite } from './describe-site.js';
import { createFileNames, type FileNames } from './file-names.js';
import { type GoSource, refusalOf } from './go-source.js';
import type { GoTree } from './go-tree.js';
import type { HelperFiles } from './helper-files.js';
import { locateHeldSite, locateSite } from './locate-site.js';
import { planUse } from './plan-use.js';
import type { PlannedSite } from './planned-site.js';
import { instrumentedElsewhere, manual, type Refusal, refusal } from './refusals.js';
import { rewriteSite } from './rewrite-site.js';
import { routersByService } from './routers-by-service.js';
import { isRouter, outermostRouters } from './several-routers.js';
import type { SiteChange } from './site-changes.js';
import type { SiteRewrite } from './site-rewrite.js';
import type { SiteScene } from './site-scene.js';
import { unfoldFunctions } from './unfold-functions.js';

export interface SitePlannerInput {
  tree: GoTree;
  report: ScanReport;
  sites: readonly PlannedSite[];
  integrations: readonly GoIntegration[];
  helpers: HelperFiles;
  versionsOf(module: GoModule): GoVersions | string;
}

/** `nothing`: another site's change covers it, or nobody knows it. */
export type SiteOutcome = SiteChange | Refusal | 'nothing';

/** @returns what plans one of the sites; the order of calls decides which names are taken first */
export function createSitePlanner(input: SitePlannerInput): (planned: PlannedSite) => SiteOutcome {
  const { tree, integrations, helpers } = input;
  const names = new Map<string, FileNames>();
  const routers = routersByService(input.report, integrations);
  const routerIds = new Set(integrations.filter(isRouter).map((i) => i.id));
  const outermost = outermostRouters(tree, input.sites, routerIds);
  const regions: { region: TracedMessage; change: SiteChange }[] = [];

  return (planned) => {
    if (planned.site.use) return planPlace(planned);
    const scene = sceneOf(planned);
    if (scene === 'nothing' || 'code' in scene) return scene;
    const router = outermost(planned);
    if (router) return router === 'covered' ? 'nothing' : router;
    const wrap = scene.integration.wrap!(describeSite(scene));
    if (wrap.kind === 'covered') return 'nothing';
    return wrap.kind === 'skip' ? wrap : carryOut(scene, wrap);
  };

  /** A place where messages are sent or taken. */
  function planPlace(planned: PlannedSite): SiteOutcome {
    const place = placeOf(planned, (integration) => integration.use !== undefined);
    if (place === 'nothing' || 'code' in place) return place;
    const traced = planUse(
      {
        ...place,
        namesOf,
        helperName: (source, helper) => helpers.nameOf(directoryOf(source.path), place.integration, helper),
      },
      regions.map((r) => r.region),
    );
    if (traced === 'nothing' || 'code' in traced) return traced;
    const { rewrite, source, notes } = traced;
    const missing = missingVersion(place, rewrite);
    if (missing) return missing;
    for (const helper of rewrite.helpers)
      helpers.need(directoryOf(source.path), source.file.packageName, place.integration, helper);
    const change: SiteChange = { ...place, source, rewrite, notes };
    const user = regions.find((r) => r.region.users.has(rewrite));
    if (user) change.with = user.change;
    if (traced.region) regions.push({ region: traced.region, change });
    return change;
  }

  function namesOf(source: GoSource): FileNames {
    const known =
      names.get(source.path) ?? createFileNames(source, tree.packageNames(directoryOf(source.path)));
    names.set(source.path, known);
    return known;
  }

  function sceneOf(planned: PlannedSite): SiteScene | Refusal | 'nothing' {
    const place = placeOf(planned, (integration) => integration.wrap !== undefined);
    if (place === 'nothing' || 'code' in place) return place;
    const { site } = planned;
    const located =
      locateSite(place.source, site.line, site.column) ??
      locateHeld(place.source, planned, place.integration);
    if (!located || !isOf(place.integration, located.package))
      return refusal('unusual-construction', 'The construction was not found as a plain call or literal.');
    return { ...place, sites: input.sites, located, routers, routerIds };
  }

  /** The file and module of a site, when they can be changed. */
  function placeOf(
    planned: PlannedSite,
    isRewritten: (integration: GoIntegration) => boolean,
  ): Omit<SiteScene, 'located' | 'sites' | 'routers' | 'routerIds'> | Refusal | 'nothing' {
    const { site } = planned;
    const integration = integrations.find((i) => i.id === planned.id);
    if (!integration) return 'nothing';
    if (!isRewritten(integration)) return manual(integration);
    if (planned.covered.length > 0) return instrumentedElsewhere(planned);
    const source = tree.open(site.file);
    const module = tree.moduleOf(site.file);
    if (!source) return refusal('unreadable-file', 'The file cannot be read.');
    if (!module) {
      return refusal(
        'no-module',
        'No go.mod holds this file, so its dependencies cannot be added.',
        'Run `go mod init` first.',
      );
    }
    const refused = refusalOf(source);
    if (refused) return refusal(refused.code, refused.message);
    const versions = input.versionsOf(module);
    if (typeof versions === 'string')
      return refusal(
        'version-conflict',
        versions,
        'Raise what is too old there by yourself, then run again.',
      );
    return { tree, planned, source, module, versions, integration };
  }

  function carryOut(
    scene: SiteScene,
    wrap: Exclude<GoWrap, { kind: 'skip' } | { kind: 'covered' }>,
  ): SiteChange | Refusal {
    const { planned, located, source, module, versions, integration } = scene;
    const directory = directoryOf(source.path);
    const helperName = (helper: GoHelper) => helpers.nameOf(directory, integration, helper);
    const rewrite = rewriteSite({ tree, source, names: namesOf(source), helperName }, located, wrap);
    if ('code' in rewrite) return rewrite;
    rewrite.edits.push(...unfoldFunctions(source, located.around, rewrite.edits));
    const missing = missingVersion(scene, rewrite);
    if (missing) return missing;
    for (const helper of rewrite.helpers)
      helpers.need(directory, source.file.packageName, integration, helper);
    return { planned, integration, source, module, versions, rewrite, notes: wrap.notes ?? [] };
  }

  function locateHeld(source: GoSource, { site }: PlannedSite, integration: GoIntegration) {
    return locateHeldSite(
      source,
      site.line,
      site.column,
      (name) => tree.struct(directoryOf(source.path), name),
      (path, symbol) =>
        integration.sites.some(
          (s) => s.package === withoutMajorVersion(path) && s.literals?.includes(symbol),
        ),
    );
  }
}

/** A refusal when a package that new code imports has no version that fits. */
function missingVersion(
  { versions, module }: Pick<SiteScene, 'versions' | 'module'>,
  { imports, helpers }: SiteRewrite,
): Refusal | null {
  const paths = [...imports, ...helpers.flatMap((h) => pathsIn(h.text))];
  const missing = paths.find((path) => versions.versionOf(path) === null);
  if (missing === undefined) return null;
  return refusal(
    'version-conflict',
    `No version of \`${missing}\` fits \`go ${module.goVersion ?? '?'}\` and OpenTelemetry v1.${versions.otel}.`,
    'Raise the `go` line yourself, then run again.',
  );
}

function isOf({ sites }: GoIntegration, path: string): boolean {
  return sites.some((s) => s.generated !== undefined || s.package === withoutMajorVersion(path));
}

function pathsIn(code: string): string[] {
  return [...code.matchAll(/@\{(?:\w+=)?([^}]+)\}/g)].map((m) => m[1]!);
}
