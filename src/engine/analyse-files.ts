/** A scan without a kept report: facts, links, services. Loaded only then. */
import { availableParallelism } from 'node:os';
import type { InstrumentConfig } from '../config/instrument-config.js';
import { settingsOf } from '../config/service-settings.js';
import { toolVersion } from '../config/tool-version.js';
import type { AnalysisInput, AnalysisResult } from '../languages/language.js';
import type { FoundService } from '../model/found-service.js';
import type { Diagnostic, ScanReport } from '../model/scan-report.js';
import type { ListedFile } from '../model/source-file.js';
import { createWorkspace } from '../workspace/workspace.js';
import { analyses, prefetchFacts } from './analyses.js';
import { assembleReport } from './assemble-report.js';
import type { CacheStore } from './cache-directory.js';
import { FactStore } from './fact-store.js';
import { placeWorkloads } from './place-workloads.js';
import type { ServiceWish } from './recommend.js';
import type { ScanOptions } from './scan-options.js';
import { findServiceCalls } from './service-calls.js';
import { createWorkerPool } from './worker-pool.js';

const MAX_THREADS = 4;

/** Analyses the listed files; what they need of the disk is read on the way. */
export async function analyseFiles(
  options: ScanOptions,
  listing: { files: readonly ListedFile[]; diagnostics: readonly Diagnostic[] },
  build: string,
  cache: CacheStore | null,
  progress: (phase: string, done: number, total: number) => void,
): Promise<ScanReport> {
  const { root, config } = options;
  const diagnostics = new Map<string, Diagnostic>();
  const report = (d: Diagnostic) => diagnostics.set(`${d.code} ${d.file} ${d.line} ${d.message}`, d);
  for (const diagnostic of listing.diagnostics) report(diagnostic);
  const workspace = createWorkspace(root, listing.files, report);
  const pool = createWorkerPool(options.concurrency ?? Math.min(MAX_THREADS, availableParallelism()));
  const facts = new FactStore({
    root,
    files: listing.files,
    cache,
    pool,
    build,
    report,
    onProgress: (extractor, done, total) => progress(PHASES[extractor] ?? extractor, done, total),
  });
  progress('reading', 0, 0);
  await prefetchFacts(listing.files, facts);
  const { readDeployments } = await import('../workspace/deployments/read-deployments.js');
  const deployments = await readDeployments(workspace, report);
  const input: AnalysisInput = {
    workspace,
    deployments,
    facts,
    flagged: config.operations.map((o) => ({
      match: o.name,
      ...(o.service === undefined ? {} : { service: o.service }),
    })),
    report,
  };
  try {
    const result: AnalysisResult = { services: [], packages: [] };
    for (const analysis of await analyses(listing.files)) {
      const { services, packages } = await analysis(input, result);
      result.services.push(...services);
      result.packages.push(...packages);
    }
    const kept = result.services.filter((s) => settingsOf(config, s).ignore !== true);
    if (kept.length === 0) report(noServices(listing.files));
    facts.flush();
    const workloadsOf = placeWorkloads(deployments, kept);
    return assembleReport(toolVersion(), kept, result.packages, [...diagnostics.values()], {
      wishFor: (s) => wishFor(config, s),
      workloadsOf,
      calls: findServiceCalls({
        services: kept,
        deployments,
        workloadsOf,
        paths: listing.files.map(({ path }) => path),
        read: workspace.read,
      }),
    });
  } finally {
    await pool?.close();
  }
}

const PHASES: Record<string, string> = {
  'go-facts': 'reading Go',
  'node-outline': 'reading JavaScript and TypeScript',
  'node-facts': 'reading services',
};

function wishFor(config: InstrumentConfig, service: FoundService): ServiceWish {
  const settings = settingsOf(config, service);
  return { layer: settings.layer, critical: settings.criticality === 'critical' };
}

function noServices(files: readonly ListedFile[]): Diagnostic {
  return {
    code: 'no-services',
    severity: 'warning',
    file: '.',
    line: 1,
    message: `No service was found among ${files.length} files.`,
    help: 'Looked for Go programs (package main) and Node packages that serve or consume, and for Dockerfiles with source in another language. Scan the folder that holds the services, and check that .gitignore does not hide them.',
  };
}
