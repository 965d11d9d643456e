/** Puts what the analyses found into the shape of the report. */
import type { Workload } from '../model/deployment.js';
import type { FoundPackage, FoundService, FoundSite } from '../model/found-service.js';
import {
  type Diagnostic,
  type IntegrationUse,
  type Layer,
  type ReportedWorkload,
  SCHEMA_VERSION,
  type ScanReport,
  type ScanSummary,
  type ServiceCall,
  type ServiceReport,
  type Site,
} from '../model/scan-report.js';
import { recommend, type ServiceWish } from './recommend.js';

export function assembleReport(
  toolVersion: string,
  services: readonly FoundService[],
  packages: readonly FoundPackage[],
  diagnostics: readonly Diagnostic[],
  known: {
    wishFor(service: FoundService): ServiceWish;
    workloadsOf(service: FoundService): readonly Workload[];
    calls: ServiceCall[];
  },
): ScanReport {
  const reports = services.map((s) => serviceReport(s, known.wishFor(s), known.workloadsOf(s))).sort(byPath);
  return {
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'instrument', version: toolVersion },
    root: '.',
    services: reports,
    packages: [...packages].sort(byPath),
    calls: known.calls,
    summary: summarize(reports),
    diagnostics: [...diagnostics].sort(
      (a, b) => compare(a.file, b.file) || a.line - b.line || compare(a.code, b.code),
    ),
  };
}

function serviceReport(
  found: FoundService,
  wish: ServiceWish,
  workloads: readonly Workload[],
): ServiceReport {
  const integrations = groupSites(found.sites);
  const layer2 = layer2Of(integrations, found);
  const layer3 = found.spans.length > 0;
  return {
    name: found.name,
    path: found.path,
    language: found.language,
    supported: found.supported,
    kind: found.kind,
    entrypoints: found.entrypoints,
    layer: found.supported
      ? layer3
        ? 3
        : layer2 === 'none'
          ? 1
          : 2
      : found.manifestOtel === undefined
        ? null
        : 2,
    layer2,
    layer3,
    integrations,
    spans: [...found.spans].sort(byPlace),
    operations: found.operations,
    ...(found.spannedOperations !== undefined && { spannedOperations: found.spannedOperations }),
    otherTracers: found.otherTracers,
    ...(found.problems !== undefined && found.problems.length > 0 && { problems: [...found.problems] }),
    routes: [...found.routes].sort(byPlace),
    workloads: workloads.flatMap(reportedWorkload),
    recommendation: recommend(found, wish),
  };
}

function reportedWorkload(workload: Workload): ReportedWorkload[] {
  const { source, name, file, line, ports, env, kubernetes } = workload;
  if (source === 'dockerfile') return [];
  const own = { source, name, file, line, ports, otelServiceName: otelServiceName(env) };
  if (kubernetes === null) return [{ ...own, kubernetes }];
  const { controller, namespaces, container, labels, probes, templated } = kubernetes;
  return [{ ...own, kubernetes: { controller, namespaces, container, labels, probes, templated } }];
}

function otelServiceName(env: Readonly<Record<string, string>>): string | null {
  const attributes = env.OTEL_RESOURCE_ATTRIBUTES ?? '';
  return env.OTEL_SERVICE_NAME || /(?:^|,)\s*service\.name=([^,]+)/.exec(attributes)?.[1]?.trim() || null;
}

/** For a language that we do not read in depth, OpenTelemetry in its manifest is all that is known: partial. */
function layer2Of(integrations: readonly IntegrationUse[], found: FoundService): ServiceReport['layer2'] {
  if (!found.supported) return found.manifestOtel === undefined ? 'none' : 'partial';
  if (!integrations.some((i) => i.sites.some((s) => s.instrumented))) return 'none';
  return integrations.every((i) => i.instrumented) ? 'full' : 'partial';
}

function groupSites(sites: readonly FoundSite[]): IntegrationUse[] {
  const groups = new Map<string, FoundSite[]>();
  for (const site of sites) {
    const key = `${site.id} ${site.role}`;
    const group = groups.get(key);
    if (group) group.push(site);
    else groups.set(key, [site]);
  }
  return [...groups.values()]
    .map((group): IntegrationUse => {
      const by = [...new Set(group.flatMap((s) => (s.by === undefined ? [] : [s.by])))].sort();
      return {
        id: group[0]!.id,
        role: group[0]!.role,
        instrumented: group.every((s) => s.instrumented),
        by: by.length === 0 ? null : by.join(', '),
        sites: distinct(
          group.map(({ file, line, column, instrumented, why, within, use }) => ({
            file,
            line,
            column,
            instrumented,
            why,
            ...(within === undefined ? {} : { within: [...within] }),
            ...(use && { use }),
          })),
        ),
      };
    })
    .sort((a, b) => compare(a.id, b.id) || compare(a.role, b.role));
}

function distinct(sites: Site[]): Site[] {
  const seen = new Map(sites.map((s) => [`${s.file}:${s.line}:${s.column}`, s]));
  return [...seen.values()].sort(byPlace);
}

function summarize(services: readonly ServiceReport[]): ScanSummary {
  const byLayer = { '1': 0, '2': 0, '3': 0 };
  const recommended = { '1': 0, '2': 0, '3': 0 };
  const integrations = services.flatMap((s) => s.integrations);
  for (const service of services) {
    const layer: Layer = service.layer ?? 1;
    byLayer[layer]++;
    recommended[service.recommendation.layer]++;
  }
  return {
    services: services.length,
    byLayer,
    recommended,
    integrations: {
      total: integrations.length,
      instrumented: integrations.filter((i) => i.instrumented).length,
    },
  };
}

function byPath(a: { path: string; name?: string }, b: { path: string; name?: string }): number {
  return compare(a.path, b.path) || compare(a.name ?? '', b.name ?? '');
}

function byPlace(a: { file: string; line: number }, b: { file: string; line: number }): number {
  return compare(a.file, b.file) || a.line - b.line;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
