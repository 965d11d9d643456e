/** From a scan to changes: every bare Go site that an integration can wrap, and the SDK set-up of its services. */

import type { Change, Edit, NewFile, Skip } from '#src/model/change.js';
import type {
  ChooseGoVersions,
  GoBootstrap,
  GoHelper,
  GoVersions,
  GoWrap,
  GoWrapSite,
} from '#src/model/go-wrap.js';
import type { GoIntegration } from '#src/model/integration.js';
import type { ScanReport } from '#src/model/scan-report.js';
import type { Workspace } from '#src/model/source-file.js';
import { directoryOf } from '../../../model/relative-path.js';
import { unquoteGoString } from '../go-string.js';
import type { GoModule } from '../modules.js';
import { withoutMajorVersion } from '../symbols.js';
import type { Expr } from '../syntax/ast.js';
import { removeImport } from './edit-imports.js';
import { createFileNames, type FileNames } from './file-names.js';
import { type GoSource, importName, packageReferences, refusalOf } from './go-source.js';
import { createGoTree } from './go-tree.js';
import { createHelperFiles, type HelperFiles } from './helper-files.js';
import { type LocatedSite, locateSite } from './locate-site.js';
import { planBootstrap } from './plan-bootstrap.js';
import { collectSites, type PlannedSite } from './planned-site.js';
import { requirementsOf } from './requirements.js';
import { fieldOf, isNil, type Refusal, rewriteSite, type SiteRewrite } from './rewrite-site.js';
import { routerBehind } from './router-behind.js';
import { outermostRouters } from './several-routers.js';
import { unfoldFunctions } from './unfold-functions.js';
import { walk } from './walk.js';

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

interface SiteChange {
  planned: PlannedSite;
  integration: GoIntegration;
  source: GoSource;
  module: GoModule;
  versions: GoVersions;
  rewrite: SiteRewrite;
  notes: readonly string[];
}

export async function planGoChanges(input: GoPlanInput, kit: GoPlanKit): Promise<GoPlan> {
  const tree = createGoTree(input.workspace);
  const selected = input.report.services.filter(
    (s) => s.language === 'go' && (input.services === null || input.services.includes(s.name)),
  );
  const sites = collectSites(input.report, new Set(selected.map((s) => s.name)));
  const skips: Skip[] = [];
  const versions = new Map<GoModule, GoVersions | string>();
  const names = new Map<string, FileNames>();
  const helpers = createHelperFiles(tree);
  const routers = routersByService(input.report, kit.integrations);
  const outermost = outermostRouters(tree, sites, kit.integrations);
  const done: SiteChange[] = [];

  for (const planned of sites) {
    const outcome = planSite(planned);
    if (outcome === 'nothing') continue;
    if ('rewrite' in outcome) done.push(outcome);
    else skips.push(skipOf(planned, outcome));
  }
  const changes = toChanges(done, helpers);
  const boot = planBootstrap({ tree, services: selected, changes, bootstrap: kit.bootstrap, versionsOf });
  return { changes: [...changes, ...boot.changes], skips: [...skips, ...boot.skips] };

  function versionsOf(module: GoModule): GoVersions | string {
    let chosen = versions.get(module);
    if (chosen === undefined) {
      chosen = kit.versions({ go: module.goVersion, requires: module.requires });
      versions.set(module, chosen);
    }
    return chosen;
  }

  function planSite(planned: PlannedSite): SiteChange | Refusal | 'nothing' {
    const { site } = planned;
    const integration = kit.integrations.find((i) => i.id === planned.id);
    if (!integration) return 'nothing';
    if (!integration.wrap) return manual(integration);
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
    const located = locateSite(source, site.line, site.column);
    if (!located)
      return refusal('unusual-construction', 'The construction was not found as a plain call or literal.');
    const chosen = versionsOf(module);
    if (typeof chosen === 'string')
      return refusal(
        'version-conflict',
        chosen,
        'Raise the `go` line or the OpenTelemetry version yourself, then run again.',
      );
    const router = outermost(planned);
    if (router) return router === 'covered' ? 'nothing' : router;
    const wrap = integration.wrap(seenBy(planned, located, source, module, chosen, integration));
    if (wrap.kind === 'covered') return 'nothing';
    if (wrap.kind === 'skip') return wrap;
    return carryOut(planned, integration, source, module, chosen, located, wrap);
  }

  function carryOut(
    planned: PlannedSite,
    integration: GoIntegration,
    source: GoSource,
    module: GoModule,
    chosen: GoVersions,
    located: LocatedSite,
    wrap: Exclude<GoWrap, { kind: 'skip' } | { kind: 'covered' }>,
  ): SiteChange | Refusal {
    const directory = directoryOf(source.path);
    const fileNames = names.get(source.path) ?? createFileNames(source, tree.packageNames(directory));
    names.set(source.path, fileNames);
    const used: GoHelper[] = [];
    const rewrite = rewriteSite(
      {
        tree,
        source,
        names: fileNames,
        helperName(helper) {
          used.push(helper);
          return helpers.nameOf(directory, integration, helper);
        },
      },
      located,
      wrap,
    );
    if ('code' in rewrite) return rewrite;
    rewrite.edits.push(...unfoldFunctions(source, located.around, rewrite.edits));
    const paths = [...rewrite.imports, ...used.flatMap((h) => pathsIn(h.text))];
    const missing = paths.find((path) => chosen.versionOf(path) === null);
    if (missing !== undefined) {
      return refusal(
        'version-conflict',
        `No version of \`${missing}\` fits \`go ${module.goVersion ?? '?'}\` and OpenTelemetry v1.${chosen.otel}.`,
        'Raise the `go` line yourself, then run again.',
      );
    }
    for (const helper of used) helpers.need(directory, source.file.packageName, integration, helper);
    return { planned, integration, source, module, versions: chosen, rewrite, notes: wrap.notes ?? [] };
  }

  function seenBy(
    planned: PlannedSite,
    located: LocatedSite,
    source: GoSource,
    module: GoModule,
    chosen: GoVersions,
    integration: GoIntegration,
  ): GoWrapSite {
    const { node } = located;
    const text = (e: Expr) => source.text.slice(e.start, e.end);
    const fields = new Map<string, string>();
    if (node.kind === 'CompositeLit') {
      for (const elt of node.elts)
        if (elt.kind === 'KeyValueExpr' && elt.key.kind === 'Ident')
          fields.set(elt.key.name, text(elt.value));
    }
    const isCall = node.kind === 'CallExpr' && !located.newOf;
    return {
      package: located.package,
      major: Number(/\/v(\d+)(?:\/|$)/.exec(located.package)?.[1] ?? 1),
      symbol: located.symbol,
      kind: isCall ? 'call' : kindOf(node.kind),
      arguments: isCall
        ? node.args.map((a) => ({
            text: text(a),
            literal: a.kind === 'BasicLit' && a.literal === 'string' ? unquoteGoString(a.raw) : null,
          }))
        : [],
      spread: isCall && node.ellipsis,
      fields,
      service: planned.services.length === 1 ? planned.services[0]! : packageLabel(source),
      otel: chosen.otel,
      requires: module.requires,
      text: source.text,
      get router() {
        const behind = new Set(planned.services.flatMap((s) => routers.get(s) ?? []));
        if (behind.size === 0) return 'plain';
        const decides = integration.sites.find(
          (s) => s.package === withoutMajorVersion(located.package),
        )?.decides;
        const handler = decides ? handlerOf(located, source, decides) : null;
        return routerBehind(tree, source, handler, behind);
      },
    };
  }
}

type Decides = NonNullable<GoIntegration['sites'][number]['decides']>;

function handlerOf({ node, symbol }: LocatedSite, source: GoSource, decides: Decides): Expr | null {
  if (node.kind === 'CompositeLit') {
    const value = fieldOf(node, decides.field);
    return value && !isNil(value) ? value : assignedField(source, decides.field);
  }
  const index = decides.arguments[symbol];
  const argument = node.kind === 'CallExpr' && index !== undefined ? node.args[index] : undefined;
  if (argument) return isNil(argument) ? null : argument;
  return assignedField(source, decides.field);
}

/** `srv.Handler = h` somewhere in the file. */
function assignedField(source: GoSource, field: string): Expr | null {
  for (const decl of source.file.decls) {
    for (const node of walkAssignments(decl)) {
      const at = node.lhs.findIndex((l) => l.kind === 'SelectorExpr' && l.sel.name === field);
      if (at !== -1) return node.rhs[at] ?? null;
    }
  }
  return null;
}

function* walkAssignments(decl: GoSource['file']['decls'][number]) {
  for (const node of walk(decl)) if (node.kind === 'AssignStmt') yield node;
}

function kindOf(kind: LocatedSite['node']['kind']): GoWrapSite['kind'] {
  if (kind === 'CompositeLit') return 'literal';
  return kind === 'SelectorExpr' ? 'variable' : 'zero';
}

function packageLabel(source: GoSource): string {
  return source.file.packageName === 'main' ? directoryOf(source.path) : source.file.packageName;
}

function pathsIn(code: string): string[] {
  return [...code.matchAll(/@\{(?:\w+=)?([^}]+)\}/g)].map((m) => m[1]!);
}

/** Packages of the routers that get middleware, by service. */
function routersByService(report: ScanReport, integrations: readonly GoIntegration[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const service of report.services) {
    const packages = service.integrations.flatMap((use) => {
      const integration = integrations.find((i) => i.id === use.id);
      const isRouter =
        use.role === 'server' &&
        integration?.sites.every((s) => s.kind === undefined && s.decides === undefined) === true &&
        (integration.wrap !== undefined || use.sites.some((s) => s.instrumented));
      return isRouter ? integration.sites.map((s) => s.package) : [];
    });
    if (packages.length > 0) found.set(service.name, packages);
  }
  return found;
}

/** Sites become changes; those that together make an import unused become one. */
function toChanges(done: readonly SiteChange[], helpers: HelperFiles): Change[] {
  const changes: Change[] = [];
  const byFile = new Map<string, SiteChange[]>();
  for (const one of done) byFile.set(one.source.path, [...(byFile.get(one.source.path) ?? []), one]);
  for (const group of byFile.values()) {
    const { source } = group[0]!;
    const joined = new Set<SiteChange>();
    const removals: Edit[] = [];
    for (const spec of source.file.imports) {
      const name = importName(spec);
      if (name === '' || spec.path === 'C') continue;
      const references = packageReferences(source, name);
      const droppers = group.filter((c) =>
        c.rewrite.dropped.some((d) => references.some((r) => r.start === d.start)),
      );
      const gone = new Set(droppers.flatMap((c) => c.rewrite.dropped.map((d) => d.start)));
      const stays =
        references.some((r) => !gone.has(r.start)) ||
        group.some((c) => c.rewrite.imports.includes(spec.path));
      if (droppers.length === 0 || stays) continue;
      const removal = removeImport(source, spec);
      if (!removal) continue;
      removals.push(removal);
      for (const dropper of droppers) joined.add(dropper);
    }
    const alone = group.filter((c) => !joined.has(c));
    if (joined.size > 0) changes.push(changeOf([...joined], removals, helpers));
    for (const one of alone) changes.push(changeOf([one], [], helpers));
  }
  return changes;
}

function changeOf(parts: readonly SiteChange[], more: readonly Edit[], helpers: HelperFiles): Change {
  const first = parts[0]!;
  const { site, id } = first.planned;
  const directory = directoryOf(first.source.path);
  const creates: NewFile[] = [];
  const paths = new Set<string>();
  for (const part of parts) {
    for (const path of part.rewrite.imports) paths.add(path);
    if (part.rewrite.helpers.length === 0) continue;
    const file = helpers.fileOf(directory, part.integration);
    for (const path of file.imports) paths.add(path);
    if (file.isNew && !creates.some((c) => c.file === file.file))
      creates.push({ file: file.file, text: file.text });
  }
  const services = [...new Set(parts.flatMap((p) => p.planned.services))];
  const lines = parts.map((p) => p.planned.site.line).join(', ');
  const shared = services.length > 1 ? ` (in ${services.length} services)` : '';
  return {
    id: `go:${id}:${site.file}:${site.line}`,
    title: `Instrument ${first.integration.title} at ${site.file}:${lines}${shared}`,
    services,
    subject: id,
    edits: dedupe([...parts.flatMap((p) => p.rewrite.edits), ...more]),
    creates,
    requires: requirementsOf(first.module, first.versions, paths),
    notes: [...new Set(parts.flatMap((p) => p.notes))],
  };
}

function dedupe(edits: readonly Edit[]): Edit[] {
  const seen = new Set<string>();
  return edits.filter((e) => {
    if (e.order === undefined) return true;
    const key = `${e.start} ${e.order} ${e.text}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function refusal(
  code: string,
  message: string,
  help = 'Instrument it by hand, or change the code and run again.',
): Refusal {
  return { code, message, help };
}

function manual(integration: GoIntegration): Refusal {
  return {
    code: 'manual',
    message: integration.manual ?? `${integration.title} is not rewritten automatically yet.`,
    help: integration.instrumentation
      ? `Use \`${integration.instrumentation}\`; see \`instrument explain ${integration.id}\`.`
      : `See \`instrument explain ${integration.id}\`.`,
  };
}

function instrumentedElsewhere({ covered }: PlannedSite): Refusal {
  return {
    code: 'instrumented-elsewhere',
    message: `In ${covered.map((s) => `\`${s}\``).join(', ')} this is instrumented by its caller; a change here would count it twice.`,
    help: 'Instrument it where the bare service calls it, as the other service does.',
  };
}

function skipOf({ site, services }: PlannedSite, { code, message, help }: Refusal): Skip {
  return { code, service: services[0] ?? '', file: site.file, line: site.line, message, help };
}
