/** The scan: files → facts → services → report. */
import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { InstrumentConfig } from '../config/instrument-config.js';
import { settingsOf } from '../config/service-settings.js';
import { toolVersion } from '../config/tool-version.js';
import type { AnalysisInput, AnalysisResult } from '../languages/language.js';
import type { FoundService } from '../model/found-service.js';
import type { Diagnostic, ScanReport } from '../model/scan-report.js';
import type { ListedFile } from '../model/source-file.js';
import { readDeployments } from '../workspace/deployments/read-deployments.js';
import { listFiles } from '../workspace/list-files.js';
import { createWorkspace } from '../workspace/workspace.js';
import { analyses, prefetchFacts } from './analyses.js';
import { assembleReport } from './assemble-report.js';
import { type CacheStore, cacheHome, openCache } from './cache-directory.js';
import { FactStore } from './fact-store.js';
import type { ServiceWish } from './recommend.js';
import { createWorkerPool } from './worker-pool.js';

export interface ScanProgress {
  phase: string;
  done: number;
  total: number;
}

export interface ScanOptions {
  /** Absolute path of the directory to scan. */
  root: string;
  config: InstrumentConfig;
  /** Threads; absent: as many as the machine has, at most 4. */
  concurrency?: number;
  /** Whether results of earlier runs may be used and kept. */
  cache: boolean;
  onProgress?(progress: ScanProgress): void;
}

const MAX_THREADS = 4;
const REPORT_CACHE = 'report.json';

/** Scans a directory. Problems in its files become diagnostics of the report; only mistakes of ours are thrown. */
export async function scan(options: ScanOptions): Promise<ScanReport> {
  const version = toolVersion();
  const cache = options.cache ? openCache(cacheHome(process.env), options.root) : null;
  const progress = (phase: string, done: number, total: number) =>
    options.onProgress?.({ phase, done, total });
  progress('listing files', 0, 0);
  const startedAt = Date.now();
  const listing = listFiles(options.root, { ignore: options.config.ignore });
  const fingerprint = fingerprintOf(version, options.config, listing.files, listing.diagnostics);
  const before = cache && readCachedReport(cache, fingerprint);
  if (before) return before;

  const report = await analyse(options, listing, version, cache, progress);
  const fresh = listing.files.some((f) => f.mtimeMs > startedAt - RACY_MS);
  if (!fresh) cache?.write(REPORT_CACHE, JSON.stringify({ fingerprint, report }));
  return report;
}

/** A file this young may change again without a new time stamp, so its report is not kept. */
const RACY_MS = 2000;

async function analyse(
  options: ScanOptions,
  listing: { files: readonly ListedFile[]; diagnostics: readonly Diagnostic[] },
  version: string,
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
    toolVersion: version,
    report,
    onProgress: (extractor, done, total) => progress(PHASES[extractor] ?? extractor, done, total),
  });
  progress('reading', 0, 0);
  await prefetchFacts(listing.files, facts);
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
    return assembleReport(version, kept, result.packages, [...diagnostics.values()], (s) =>
      wishFor(config, s),
    );
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

/** Changes with the tool, the configuration, and the name, size or time of any file. */
function fingerprintOf(
  version: string,
  config: InstrumentConfig,
  files: readonly ListedFile[],
  diagnostics: readonly Diagnostic[],
): string {
  const hash = createHash('sha1')
    .update(version)
    .update(JSON.stringify(config))
    .update(JSON.stringify(diagnostics));
  hash.update(files.map((f) => `${f.path}\0${f.size}\0${f.mtimeMs}`).join('\n'));
  return hash.digest('base64');
}

function readCachedReport(cache: CacheStore, fingerprint: string): ScanReport | null {
  const text = cache.read(REPORT_CACHE);
  if (!text?.startsWith(`{"fingerprint":${JSON.stringify(fingerprint)}`)) return null;
  try {
    return (JSON.parse(text) as { report: ScanReport }).report;
  } catch {
    return null;
  }
}
