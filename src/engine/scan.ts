/** The scan: files → facts → services → report. */
import { createHash } from 'node:crypto';
import { buildIdentity } from '../config/build-identity.js';
import type { InstrumentConfig } from '../config/instrument-config.js';
import type { Diagnostic, ScanReport } from '../model/scan-report.js';
import type { ListedFile } from '../model/source-file.js';
import { listFiles } from '../workspace/list-files.js';
import { type CacheStore, cacheHome, openCache } from './cache-directory.js';
import type { ScanOptions } from './scan-options.js';

const REPORT_CACHE = 'report.json';

/** Scans a directory. Problems in its files become diagnostics of the report; only mistakes of ours are thrown. */
export async function scan(options: ScanOptions): Promise<ScanReport> {
  const build = buildIdentity();
  const cache = options.cache ? openCache(cacheHome(process.env), options.root) : null;
  const progress = (phase: string, done: number, total: number) =>
    options.onProgress?.({ phase, done, total });
  progress('listing files', 0, 0);
  const startedAt = Date.now();
  const listing = listFiles(options.root, { ignore: options.config.ignore });
  const fingerprint = fingerprintOf(build, options.config, listing.files, listing.diagnostics);
  const before = cache && readCachedReport(cache, fingerprint);
  if (before) return before;

  const { analyseFiles } = await import('./analyse-files.js');
  const report = await analyseFiles(options, listing, build, cache, progress);
  const fresh = listing.files.some((f) => f.mtimeMs > startedAt - RACY_MS);
  if (!fresh) cache?.write(REPORT_CACHE, JSON.stringify({ fingerprint, report }));
  return report;
}

/** A file this young may change again without a new time stamp, so its report is not kept. */
const RACY_MS = 2000;

/** Changes with the tool, the configuration, and the name, size or time of any file. */
function fingerprintOf(
  build: string,
  config: InstrumentConfig,
  files: readonly ListedFile[],
  diagnostics: readonly Diagnostic[],
): string {
  const hash = createHash('sha1')
    .update(build)
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
